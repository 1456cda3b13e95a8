/** A stored record that does not open or does not parse. Names the record, never its value. */
export class BrokenRecord extends Error {
  readonly record: string;

  constructor(type: string, id: string) {
    super(`The WhatsApp record ${type}/${id} cannot be read`);
    this.name = 'BrokenRecord';
    this.record = `${type}/${id}`;
  }
}
