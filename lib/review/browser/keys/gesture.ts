type Point = { x: number; y: number };

/** One finger, pen or mouse at one moment; `x` and `y` in CSS pixels of the window. */
export type Contact = Point & { id: number; timeMs: number; isTouch: boolean };

/** What hands meant. Movements are told as they happen, each since the one before. */
export type Act =
  | { type: "panned"; by: Point }
  | { type: "pinched"; factor: number; at: Point; by: Point }
  | { type: "pressed"; at: Point; isTouch: boolean; isSecond: boolean }
  | { type: "swiped"; by: number; heldMs: number; isOver: boolean }
  | { type: "swipe-canceled" };

export type Gesture = {
  down(contact: Contact): void;
  move(contact: Contact): void;
  up(contact: Contact): void;
  cancel(): void;
};

type Phase = "resting" | "panning" | "swiping" | "pinching";

const pressPx = 4;
const touchPressPx = 10;
const secondPressMs = 300;
const secondPressPx = 40;

/**
 * Tells press, pan, pinch and swipe apart. One finger swipes only where `maySwipe` says so when it sets off, and only
 * sideways; a second finger ends a swipe without consequences, and what is left of two fingers never becomes one.
 */
export function createGesture(tell: (act: Act) => void, maySwipe: () => boolean = () => false): Gesture {
  const contacts = new Map<number, Contact>();
  let begun: Contact | null = null;
  let phase: Phase = "resting";
  let lastPress: Contact | null = null;

  function down(contact: Contact): void {
    contacts.set(contact.id, contact);
    if (contacts.size === 1) {
      begun = contact;
      phase = "resting";
      return;
    }
    if (phase === "swiping") tell({ type: "swipe-canceled" });
    phase = "pinching";
  }

  function setOff(from: Contact, to: Contact): Phase {
    const by = between(from, to);
    if (length(by) < (to.isTouch ? touchPressPx : pressPx)) return "resting";
    const isSideways = Math.abs(by.x) > Math.abs(by.y) * 1.5;
    return to.isTouch && isSideways && maySwipe() ? "swiping" : "panning";
  }

  function move(contact: Contact): void {
    const before = contacts.get(contact.id);
    if (before === undefined || begun === null) return;
    contacts.set(contact.id, contact);
    if (phase === "resting") {
      phase = setOff(begun, contact);
      if (phase === "panning") tell({ type: "panned", by: between(begun, contact) });
    } else if (phase === "panning") {
      tell({ type: "panned", by: between(before, contact) });
    } else if (phase === "pinching") {
      pinch(before, contact);
    }
    if (phase === "swiping") tell(swipeTo(begun, contact, false));
  }

  function pinch(before: Contact, after: Contact): void {
    const other = [...contacts.values()].find(({ id }) => id !== after.id);
    if (other === undefined) return tell({ type: "panned", by: between(before, after) });
    const spread = Math.max(length(between(other, before)), 1);
    tell({
      type: "pinched",
      factor: Math.max(length(between(other, after)), 1) / spread,
      at: { x: (other.x + after.x) / 2, y: (other.y + after.y) / 2 },
      by: { x: (after.x - before.x) / 2, y: (after.y - before.y) / 2 },
    });
  }

  function up(contact: Contact): void {
    if (!contacts.delete(contact.id)) return;
    if (phase === "resting" && begun !== null) press(contact);
    if (phase === "swiping" && begun !== null) tell(swipeTo(begun, contact, true));
    if (contacts.size === 0) phase = "resting";
  }

  function press(at: Contact): void {
    const isSecond =
      lastPress !== null &&
      at.timeMs - lastPress.timeMs < secondPressMs &&
      length(between(lastPress, at)) < secondPressPx;
    lastPress = isSecond ? null : at;
    tell({ type: "pressed", at: { x: at.x, y: at.y }, isTouch: at.isTouch, isSecond });
  }

  return {
    down,
    move,
    up,
    cancel() {
      if (phase === "swiping") tell({ type: "swipe-canceled" });
      contacts.clear();
      phase = "resting";
    },
  };
}

function swipeTo(from: Contact, to: Contact, isOver: boolean): Act {
  return { type: "swiped", by: to.x - from.x, heldMs: to.timeMs - from.timeMs, isOver };
}

function between(from: Point, to: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}

function length({ x, y }: Point): number {
  return Math.hypot(x, y);
}
