export function step<T>(title: string, note: string, work: () => Promise<T>): Promise<T>;
