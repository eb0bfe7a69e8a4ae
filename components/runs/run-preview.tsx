/** The picture as far as it has come. Blurry by nature; nothing is drawn over it. */
export function RunPreview({ url, title, className }: { url: string; title: string; className?: string }) {
  return (
    <div className={`overflow-hidden rounded-md bg-mat ${className ?? ""}`}>
      <img src={url} alt={`Live preview of ${title}`} className="size-full object-contain" />
    </div>
  );
}
