"use client";

import { StoppedPage, type StoppedPageProps } from "#components/shell/stopped-page";

export default function PageError(props: StoppedPageProps) {
  return <StoppedPage {...props} />;
}
