import type { Label } from "../../metadata/model";

/** Names of tabs, sections, areas and groups in German, French, Spanish and Japanese; English is the key. */
const texts: Readonly<Record<string, readonly [string, string, string, string]>> = {
  Summary: ["Zusammenfassung", "Résumé", "Resumen", "概要"],
  Details: ["Details", "Détails", "Detalles", "詳細"],
  General: ["Allgemein", "Général", "General", "全般"],
  Contact: ["Kontakt", "Contact", "Contacto", "取引先担当者"],
  "Primary Contact": ["Primärer Kontakt", "Contact principal", "Contacto principal", "取引先責任者"],
  Company: ["Firma", "Société", "Empresa", "会社"],
  Address: ["Adresse", "Adresse", "Dirección", "住所"],
  Timeline: ["Zeitachse", "Chronologie", "Escala de tiempo", "タイムライン"],
  Qualification: ["Qualifizierung", "Qualification", "Calificación", "評価"],
  Description: ["Beschreibung", "Description", "Descripción", "説明"],
  Preferences: ["Präferenzen", "Préférences", "Preferencias", "設定"],
  Stakeholders: ["Beteiligte", "Parties prenantes", "Participantes", "関係者"],
  Competitors: ["Mitbewerber", "Concurrents", "Competidores", "競合企業"],
  Contacts: ["Kontakte", "Contacts", "Contactos", "取引先担当者"],
  Opportunities: ["Verkaufschancen", "Opportunités", "Oportunidades", "営業案件"],
  Opportunity: ["Verkaufschance", "Opportunité", "Oportunidad", "営業案件"],
  Account: ["Firma", "Compte", "Cuenta", "取引先企業"],
  Budget: ["Budget", "Budget", "Presupuesto", "予算"],
  Regarding: ["Bezug", "Concernant", "Referente a", "関連"],
  Sales: ["Vertrieb", "Ventes", "Ventas", "営業"],
  "App Settings": [
    "App-Einstellungen",
    "Paramètres de l'application",
    "Configuración de la aplicación",
    "アプリの設定",
  ],
  "My Work": ["Meine Arbeit", "Mon travail", "Mi trabajo", "個人用作業"],
  Customers: ["Kunden", "Clients", "Clientes", "顧客"],
  Collateral: ["Unterlagen", "Documentation", "Documentación", "販促資料"],
  Marketing: ["Marketing", "Marketing", "Marketing", "マーケティング"],
  "General Settings": ["Allgemeine Einstellungen", "Paramètres généraux", "Configuración general", "全般設定"],
  "Data Management": ["Datenverwaltung", "Gestion des données", "Administración de datos", "データの管理"],
  Customization: ["Anpassung", "Personnalisation", "Personalización", "カスタマイズ"],
  Solutions: ["Lösungen", "Solutions", "Soluciones", "ソリューション"],
  "Import log": ["Importprotokoll", "Journal d'importation", "Registro de importación", "インポート ログ"],
};

const codes = [1031, 1036, 3082, 1041] as const;

/** The text with its translations. */
export function formTexts(english: string): Label {
  const translated = texts[english] ?? [];
  return Object.fromEntries([
    [1033, english],
    ...codes.flatMap((code, at) => (translated[at] ? [[code, translated[at]]] : [])),
  ]);
}
