import { addRowRules } from "../write/rules";
import { platformMessages } from "../messages";
import { standardCatalog } from "../metadata/standard";
import { changeSettings, defaultSettings, type Settings } from "../settings/settings";
import { openStore } from "../store/open";
import { watchRights } from "./caller-of";
import type { Environment, Identity } from "./context";
import { Hooks } from "./hooks";
import { Messages } from "./messages";
import { Routes } from "./routes";

/** Opens the database and puts together everything that answers requests, without any data. */
export function openEnvironment(
  database: string,
  identity: Identity,
  defaultUser: string,
  settings: Partial<Settings> = {},
): Environment {
  const catalog = standardCatalog();
  const store = openStore(database, catalog);
  const base: Settings = { ...defaultSettings, defaultUser };
  const kept = store.getState("settings");
  const env: Environment = {
    store,
    catalog,
    messages: new Messages(),
    hooks: new Hooks(),
    routes: new Routes(),
    identity,
    settings: changeSettings(kept === undefined ? base : changeSettings(base, JSON.parse(kept)), settings),
    now: () => new Date(),
  };
  env.messages.register(...platformMessages);
  addRowRules(env);
  watchRights(env);
  return env;
}
