// All of a component that travels with every answer of the server: its module is fetched once, by its URL.

export default function mount(component) {
  let [drop, gone] = [null, false];
  import(new URL(component.data.script, document.baseURI)).then(({ default: mounted }) => {
    if (!gone) drop = mounted(component);
  });
  return () => {
    gone = true;
    drop?.();
  };
}
