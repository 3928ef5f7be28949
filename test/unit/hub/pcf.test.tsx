import { act, render, screen, waitFor } from "@testing-library/react";
import * as React from "react";
import { PcfControl } from "../../../sandbox/hub/pcf";
import { parseManifest } from "../../../sandbox/hub/pcf/manifest";
import { forgetControls, loadControl } from "../../../sandbox/hub/pcf/registry";
import { leadRow, makeForm, makeHost, serveRequests } from "./support";

const manifest = (
  type: string,
): string => `<manifest><control namespace="Test" constructor="Shout" version="1.2.3" control-type="${type}">
  <property name="value" usage="bound" of-type-group="texts" required="true" />
  <type-group name="texts"><type>SingleLine.Text</type><type>Multiple</type></type-group>
  <property name="loud" usage="input" of-type="TwoOptions" /><property name="mode" usage="input" of-type="Enum" default-value="a"><value name="a" default="true">0</value><value name="b">1</value></property>
  <property name="absent" usage="input" of-type="Whole.None" default-value="7" />
  <resources><code path="bundle.js" order="1" /><css path="css/b.css" order="2" /><css path="css/a.css" order="1" /><resx path="strings/Shout.1033.resx" /><resx path="strings/Shout.1031.resx" /></resources>
  <feature-usage><uses-feature name="WebAPI" required="true" /></feature-usage></control></manifest>`;
const resx = (texts: Readonly<Record<string, string>>): string =>
  `<root>${Object.entries(texts)
    .map(([name, value]) => `<data name="${name}"><value>${value}</value></data>`)
    .join("")}</root>`;

let type = "virtual";
/** A library control, and one that takes it along with itself. */
const library = `<manifest><control namespace="Test" constructor="Voice" version="2.0" control-type="standard"><resources><code path="voice.js" order="1" /></resources></control></manifest>`;
const dependent = (loadType: string): string =>
  manifest("virtual").replace(
    "<resources>",
    `<resources><dependency type="control" name="abc_Test.Voice" order="1"${loadType} />`,
  );
let needs: string | undefined;
const files = (request: { path: string }) => {
  if (request.path.endsWith("Voice/ControlManifest.xml")) return { text: library };
  if (needs !== undefined && request.path.endsWith("ControlManifest.xml")) return { text: dependent(needs) };
  if (request.path.endsWith("ControlManifest.xml")) return { text: manifest(type) };
  if (request.path.endsWith("1033.resx")) return { text: resx({ hello: "Hello", only: "English" }) };
  if (request.path.endsWith("1031.resx")) return { text: resx({ hello: "Hallo" }) };
  return undefined;
};

type Context = ComponentFramework.Context<{ value: ComponentFramework.PropertyTypes.StringProperty }>;
const life: string[] = [];
const scripts: string[] = [];
let last: Context;

class Shout {
  private notify: () => void = () => undefined;
  private text = "";
  init(context: Context, notify: () => void, state: ComponentFramework.Dictionary, container?: HTMLDivElement): void {
    life.push(`init ${container ? "container" : "no container"} ${JSON.stringify(state)}`);
    this.notify = notify;
    context.mode.setControlState({ seen: true });
    if (container) container.textContent = "standard";
  }
  updateView(context: Context): React.ReactElement | undefined {
    last = context;
    life.push(`update ${context.parameters.value.raw} [${context.updatedProperties.join()}]`);
    if (context.parameters.value.raw === "throw") throw new Error("control is broken");
    return type === "virtual" ? (
      <button onClick={() => this.say("LOUD")}>{context.parameters.value.raw}</button>
    ) : undefined;
  }
  getOutputs(): { value: string } {
    return { value: this.text };
  }
  destroy(): void {
    life.push("destroy");
  }
  private say(text: string): void {
    this.text = text;
    this.notify();
  }
}

async function show(): Promise<{ form: Awaited<ReturnType<typeof makeForm>>; unmount: () => void }> {
  const form = await makeForm({ row: leadRow });
  const control = form.controls.get("subject");
  if (!control) throw new Error("no control");
  const view = render(<PcfControl form={form} control={control} />);
  // Drawn for the first time, or said why not.
  await waitFor(() =>
    expect(life.some((entry) => entry.startsWith("update")) || screen.queryByText(/Error/)).toBeTruthy(),
  );
  await act(() => Promise.resolve());
  return { form, unmount: view.unmount };
}

beforeEach(() => {
  life.length = 0;
  type = "virtual";
  needs = undefined;
  scripts.length = 0;
  makeHost();
  forgetControls();
  serveRequests(files);
  // jsdom loads no scripts and no styles: the bundle registers itself when its element is put on the page.
  document.head.append = (...nodes: (Node | string)[]): void => {
    for (const node of nodes) {
      if (node instanceof HTMLScriptElement) {
        scripts.push(new URL(node.src).pathname.split("/").at(-1) ?? "");
        window.ComponentFramework.registerControl("Test.Shout", Shout);
        setTimeout(() => node.onload?.(new Event("load")), 0);
      } else if (node instanceof HTMLLinkElement) setTimeout(() => node.onload?.(new Event("load")), 0);
    }
  };
});

declare global {
  interface Window {
    ComponentFramework: { registerControl(name: string, constructor: unknown): void };
  }
}

test("the manifest says what a property may hold, and in which order files load", () => {
  const read = parseManifest(manifest("standard"));
  expect(read.properties[0]).toMatchObject({
    name: "value",
    types: ["SingleLine.Text", "Multiple"],
    usage: "bound",
    required: true,
  });
  expect(read.styles).toEqual(["css/a.css", "css/b.css"]);
  expect(read.isVirtual).toBe(false);
  expect(read.features).toEqual(["WebAPI"]);
});

test("texts are the user's language over English", async () => {
  const control = await loadControl("abc_Test.Shout", 1031);
  expect([control.texts.get("hello"), control.texts.get("only")]).toEqual(["Hallo", "English"]);
});

describe("a virtual control", () => {
  test("gets no container, is drawn from what updateView returns, and destroyed at the end", async () => {
    const { unmount } = await show();
    expect(screen.getByRole("button").textContent).toBe("Engine");
    unmount();
    expect(life[0]).toBe("init no container {}");
    expect(life[1]).toBe("update Engine []");
    expect(life[life.length - 1]).toBe("destroy");
  });

  test("writes its outputs to the column, with onchange, and is asked to draw again", async () => {
    const { form } = await show();
    const heard: unknown[] = [];
    form.attributes.get("subject")?.onChange(() => heard.push(form.attributes.get("subject")?.value));
    await act(async () => {
      screen.getByRole("button").click();
      await Promise.resolve();
    });
    expect(heard).toEqual(["LOUD"]);
    expect(screen.getByRole("button").textContent).toBe("LOUD");
    expect(last.updatedProperties).toEqual(["value"]);
  });

  test("is not asked to draw for what does not concern it", async () => {
    const { form } = await show();
    const before = life.length;
    act(() => form.attributes.get("companyname")?.enter("Other"));
    expect(life.length).toBe(before);
    act(() => form.attributes.get("subject")?.enter("Other"));
    expect(life.length).toBe(before + 1);
  });

  test("gets values, metadata and security of its column, static values in their types, defaults for the rest", async () => {
    await show();
    const parameters = last.parameters as unknown as Record<
      string,
      { raw: unknown; type: string; attributes?: Record<string, unknown>; security?: unknown }
    >;
    expect(parameters.value).toMatchObject({
      raw: "Engine",
      type: "SingleLine.Text",
      attributes: { LogicalName: "subject", DisplayName: "Topic", MaxLength: 20, RequiredLevel: 2 },
      security: { editable: true, readable: true, secured: false },
    });
    expect(parameters.loud?.raw).toBe(true);
    expect(parameters.mode?.raw).toBe("1");
    expect(parameters.absent?.raw).toBe(7);
  });

  test("finds its state again", async () => {
    const { unmount } = await show();
    unmount();
    life.length = 0;
    await show();
    expect(life.filter((entry) => entry.startsWith("init")).pop()).toBe('init no container {"seen":true}');
  });

  test("that throws takes down its own cell only", async () => {
    jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { form } = await show();
    act(() => form.attributes.get("subject")?.enter("throw"));
    expect(screen.getByText(/Error loading control. control is broken/)).toBeInTheDocument();
  });

  test("that is not there says so", async () => {
    serveRequests(() => ({ status: 404 }));
    forgetControls();
    await show();
    expect(screen.getByText(/The control abc_Test.Shout is not in this environment/)).toBeInTheDocument();
  });
});

test("a standard control draws in its container", async () => {
  type = "standard";
  const { unmount } = await show();
  expect(screen.getByText("standard")).toBeInTheDocument();
  expect(life.slice(0, 2)).toEqual(['init container {"seen":true}', "update Engine []"]);
  unmount();
  expect(life.pop()).toBe("destroy");
});

describe("a control that depends on another one", () => {
  test("runs after it; the other one runs once", async () => {
    needs = "";
    await loadControl("abc_Test.Shout", 1033);
    await loadControl("abc_Test.Shout", 1031);
    expect(scripts).toEqual(["voice.js", "bundle.js"]);
  });

  test("asks for it when it is to be loaded on demand", async () => {
    needs = ` load-type="onDemand"`;
    await show();
    expect(scripts).toEqual(["bundle.js"]);
    await last.utils.loadDependency?.("abc_Test.Voice");
    expect(scripts).toEqual(["bundle.js", "voice.js"]);
  });
});
