/** `formContext.data.process` and `formContext.ui.process` over the process model. */
import type { FormModel, ProcessModel, StageEvent, StageInfo } from "../form-model";
import { readProcesses } from "../form-model";
import { itemCollection } from "./collection";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";

type EventName = keyof ProcessModel["listeners"];
type Callback = ((result: never) => void) | undefined;

const answer = (callback: Callback, result: unknown): void =>
  (callback as ((value: unknown) => void) | undefined)?.(result);

export function processManagerOf(form: FormModel): Xrm.ProcessFlow.ProcessManager {
  const lists: Record<EventName, HandlerList> = {
    prestagechange: new HandlerList(),
    stagechange: new HandlerList(),
    stageselected: new HandlerList(),
    statuschange: new HandlerList(),
    prestatuschange: new HandlerList(),
  };
  const add = (name: EventName) => (handler: Handler) =>
    lists[name].add(handler, () => {
      const { process } = form;
      if (!process) return () => undefined;
      return listen(process.listeners[name], (event) => {
        callHandler(
          handler,
          createContext({ form, source: manager, args: stageArguments(form, event) }),
          scriptErrors.report,
        );
      });
    });
  const remove = (name: EventName) => (handler: Handler) => lists[name].remove(handler);
  const move = (work: (process: ProcessModel) => Promise<unknown>, callback: Callback): void => {
    const { process } = form;
    if (!process) return answer(callback, "invalid");
    if (form.isDirty) return answer(callback, "dirtyForm");
    work(process).then(
      (result) => answer(callback, result),
      (error: unknown) => {
        scriptErrors.report(error);
        answer(callback, "invalid");
      },
    );
  };

  const manager = {
    getActiveProcess: () => (form.process ? processOf(form, form.process) : null),
    setActiveProcess: (id: string, callback?: Callback) => {
      form.port.openForm({ ...form.request, entityId: form.entityId, processId: id });
      answer(callback, "success");
    },
    setActiveProcessInstance: (id: string, callback?: Callback) =>
      answer(callback, id === form.process?.instanceId ? "success" : "invalid"),
    getProcessInstances: (callback?: Callback) => {
      const { process } = form;
      const instance = process && {
        CreatedOn: process.instance?.createdon,
        ProcessDefinitionID: process.info.id,
        ProcessDefinitionName: process.info.name,
        ProcessInstanceID: process.instanceId,
        ProcessInstanceName: process.instanceName,
        StatusCodeName: process.status,
      };
      answer(callback, instance ? { [process.instanceId]: instance } : {});
    },
    getEnabledProcesses: (callback: Callback) => {
      readProcesses(form.table.logicalName).then(
        (processes) => answer(callback, Object.fromEntries(processes.map(({ id, name }) => [id, name]))),
        scriptErrors.report,
      );
    },
    getActiveStage: () => stageOrNull(form, form.process?.activeStage),
    setActiveStage: (id: string, callback?: Callback) => move((process) => process.setActive(id), callback),
    getSelectedStage: () => stageOrNull(form, form.process?.selectedStage),
    getActivePath: () =>
      itemCollection(
        () => (form.process?.activePath ?? []).map((stage) => stageOf(form, stage)),
        (stage) => stage.getId(),
      ),
    moveNext: (callback?: Callback) => move((process) => process.moveNext(), callback),
    movePrevious: (callback?: Callback) => move((process) => process.movePrevious(), callback),
    getInstanceId: () => form.process?.instanceId ?? "",
    getInstanceName: () => form.process?.instanceName ?? "",
    getStatus: () => form.process?.status ?? "active",
    setStatus: (status: "active" | "finished" | "aborted", callback?: Callback) =>
      move((process) => process.setStatus(status), callback),
    addOnPreProcessStatusChange: add("prestatuschange"),
    removeOnPreProcessStatusChange: remove("prestatuschange"),
    addOnPreStageChange: add("prestagechange"),
    removeOnPreStageChange: remove("prestagechange"),
    addOnProcessStatusChange: add("statuschange"),
    removeOnProcessStatusChange: remove("statuschange"),
    addOnStageChange: add("stagechange"),
    removeOnStageChange: remove("stagechange"),
    addOnStageSelected: add("stageselected"),
    removeOnStageSelected: remove("stageselected"),
  };
  return manager as unknown as Xrm.ProcessFlow.ProcessManager;
}

function stageArguments(form: FormModel, event: StageEvent): object {
  return {
    getDirection: () => (event.direction === "next" ? "Next" : "Previous"),
    getStage: () => stageOf(form, event.stage),
    getStatus: () => form.process?.status ?? "active",
    preventDefault: () => {
      event.prevented = true;
    },
  };
}

function processOf(form: FormModel, process: ProcessModel): Xrm.ProcessFlow.Process {
  return {
    getId: () => process.info.id,
    getName: () => process.info.name,
    getStatus: () => process.status,
    getStages: () =>
      itemCollection(
        () => process.info.stages.map((stage) => stageOf(form, stage)),
        (stage) => stage.getId(),
      ),
    isRendered: () => form.chrome.processBar,
  };
}

function stageOrNull(form: FormModel, stage: StageInfo | undefined): Xrm.ProcessFlow.Stage | null {
  return stage ? stageOf(form, stage) : null;
}

function stageOf(form: FormModel, stage: StageInfo): Xrm.ProcessFlow.Stage {
  return {
    getCategory: () => ({ getValue: () => stage.category }),
    getEntityName: () => stage.table,
    getId: () => stage.id,
    getName: () => stage.name,
    getStatus: () => (form.process?.activeStage === stage ? "active" : "inactive"),
    getSteps: () =>
      itemCollection(
        () =>
          stage.steps.map((step) => ({
            getAttribute: () => step.column,
            getName: () => step.label,
            isRequired: () => step.required,
          })),
        (step) => step.getName(),
      ),
  };
}

export function processControlOf(form: FormModel): Xrm.Controls.ProcessControl {
  return {
    getVisible: () => form.chrome.processBar,
    setVisible: (visible) => form.setChrome("processBar", visible),
    getDisplayState: () => (form.process?.displayState === "collapsed" ? "collapsed" : "expanded"),
    setDisplayState: (state) => form.process?.setDisplayState(state),
    reflow: () => form.process?.changed(),
  };
}
