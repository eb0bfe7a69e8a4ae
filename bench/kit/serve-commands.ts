import type { ChildProcess } from "node:child_process";
import process from "node:process";

type Question = { question: number; command: string; argument: unknown };
type Answer = { question: number; value?: unknown; error?: string };

/** Carries out what the parent process asks for by name; what a command throws is thrown at the parent. */
export function serveCommands(
  commands: Readonly<Record<string, (argument: unknown) => Promise<unknown>>>,
): void {
  async function carryOut({ question, command, argument }: Question): Promise<void> {
    const answer: Answer = { question };
    try {
      answer.value = await commands[command]?.(argument);
    } catch (error) {
      answer.error = String(error);
    }
    process.send?.(answer);
  }

  process.on("message", (question: Question) => void carryOut(question));
}

let questions = 0;

export function askProcess(
  child: ChildProcess,
  name: string,
  command: string,
  argument: unknown,
): Promise<unknown> {
  questions += 1;
  const question = questions;
  return new Promise((resolve, reject) => {
    const hear = (answer: Answer): void => {
      if (answer.question !== question) return;
      leave();
      if (answer.error === undefined) resolve(answer.value);
      else reject(new Error(`${name} could not ${command}: ${answer.error}`));
    };
    const die = (): void => {
      leave();
      reject(new Error(`${name} died before it could ${command}.`));
    };
    const leave = (): void => {
      child.off("message", hear);
      child.off("exit", die);
    };
    child.on("message", hear);
    child.on("exit", die);
    child.send({ question, command, argument } satisfies Question);
  });
}
