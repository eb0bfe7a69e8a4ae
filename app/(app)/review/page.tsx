import type { Metadata } from "next";
import { ReviewDesk } from "#components/review/desk/review-desk";

export const metadata: Metadata = { title: "Review" };

export default function ReviewPage() {
  return <ReviewDesk />;
}
