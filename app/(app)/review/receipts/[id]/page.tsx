import type { Metadata } from "next";
import { ReceiptPage } from "#components/review/sessions/receipt-page";

export const metadata: Metadata = { title: "Receipt" };

type Props = { params: Promise<{ id: string }> };

export default async function ReviewReceipt({ params }: Props) {
  const { id } = await params;
  return <ReceiptPage id={id} />;
}
