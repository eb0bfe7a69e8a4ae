/** The room of what stands beside a picture, so that the picture is put where it stays. */
export function SidePlace() {
  return <div className="bare:hidden w-76 shrink-0 border-l bg-surface max-md:hidden" />;
}
