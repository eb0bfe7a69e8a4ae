/** The run cannot be put together on our side; trying again would not help. The message is shown to people. */
export class Unsubmittable extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Unsubmittable";
  }
}
