/** The project that exists from the first migration on; used wherever a request names none. */
export const defaultProjectId = "01900000-0000-7000-8000-000000000001";
