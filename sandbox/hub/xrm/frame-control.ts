import type { ControlModel } from "../form-model";

/** Members of IFRAME and web resource controls. */
export function frameMembers(
  model: ControlModel,
): Pick<Xrm.Controls.IframeControl, "getContentWindow" | "getObject" | "getSrc" | "setSrc" | "getInitialUrl"> {
  const initial = model.definition.parameters.Url ?? model.definition.parameters.url ?? "";
  return {
    getContentWindow: () => {
      const frame = model.frame?.contentWindow;
      return frame ? Promise.resolve(frame) : Promise.reject(new Error(`The control ${model.name} is not drawn yet.`));
    },
    getObject: () => model.frame as HTMLIFrameElement,
    getSrc: () => model.src ?? initial,
    setSrc: (src) => {
      model.src = src;
      model.changed();
    },
    getInitialUrl: () => initial,
  };
}
