import type { Label } from "../../metadata/model";

/** Names of tabs, sections, areas and groups in German, French, Spanish, Japanese and Arabic; English is the key. */
const texts: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  Summary: ["Zusammenfassung", "Résumé", "Resumen", "概要", "ملخص"],
  Details: ["Details", "Détails", "Detalles", "詳細", "التفاصيل"],
  General: ["Allgemein", "Général", "General", "全般", "عام"],
  Contact: ["Kontakt", "Contact", "Contacto", "取引先担当者", "جهة الاتصال"],
  "Primary Contact": [
    "Primärer Kontakt",
    "Contact principal",
    "Contacto principal",
    "取引先責任者",
    "جهة الاتصال الأساسية",
  ],
  Company: ["Firma", "Société", "Empresa", "会社", "الشركة"],
  Address: ["Adresse", "Adresse", "Dirección", "住所", "العنوان"],
  Timeline: ["Zeitachse", "Chronologie", "Escala de tiempo", "タイムライン", "المخطط الزمني"],
  Qualification: ["Qualifizierung", "Qualification", "Calificación", "評価", "التأهيل"],
  Description: ["Beschreibung", "Description", "Descripción", "説明", "الوصف"],
  Preferences: ["Präferenzen", "Préférences", "Preferencias", "設定", "التفضيلات"],
  Stakeholders: ["Beteiligte", "Parties prenantes", "Participantes", "関係者", "أصحاب المصلحة"],
  Competitors: ["Mitbewerber", "Concurrents", "Competidores", "競合企業", "المنافسون"],
  Contacts: ["Kontakte", "Contacts", "Contactos", "取引先担当者", "جهات الاتصال"],
  Opportunities: ["Verkaufschancen", "Opportunités", "Oportunidades", "営業案件", "الفرص"],
  Opportunity: ["Verkaufschance", "Opportunité", "Oportunidad", "営業案件", "الفرصة"],
  Account: ["Firma", "Compte", "Cuenta", "取引先企業", "الحساب"],
  Budget: ["Budget", "Budget", "Presupuesto", "予算", "الموازنة"],
  Regarding: ["Bezug", "Concernant", "Referente a", "関連", "بخصوص"],
  Sales: ["Vertrieb", "Ventes", "Ventas", "営業", "المبيعات"],
  "App Settings": [
    "App-Einstellungen",
    "Paramètres de l'application",
    "Configuración de la aplicación",
    "アプリの設定",
    "إعدادات التطبيق",
  ],
  "My Work": ["Meine Arbeit", "Mon travail", "Mi trabajo", "個人用作業", "عملي"],
  Customers: ["Kunden", "Clients", "Clientes", "顧客", "العملاء"],
  Collateral: ["Unterlagen", "Documentation", "Documentación", "販促資料", "المواد الترويجية"],
  Marketing: ["Marketing", "Marketing", "Marketing", "マーケティング", "التسويق"],
  "General Settings": [
    "Allgemeine Einstellungen",
    "Paramètres généraux",
    "Configuración general",
    "全般設定",
    "الإعدادات العامة",
  ],
  "Data Management": [
    "Datenverwaltung",
    "Gestion des données",
    "Administración de datos",
    "データの管理",
    "إدارة البيانات",
  ],
  Customization: ["Anpassung", "Personnalisation", "Personalización", "カスタマイズ", "التخصيص"],
  Solutions: ["Lösungen", "Solutions", "Soluciones", "ソリューション", "الحلول"],
  "Import log": [
    "Importprotokoll",
    "Journal d'importation",
    "Registro de importación",
    "インポート ログ",
    "سجل الاستيراد",
  ],
};

const codes = [1031, 1036, 3082, 1041, 1025] as const;

/** The text with its translations. */
export function formTexts(english: string): Label {
  const translated = texts[english] ?? [];
  return Object.fromEntries([
    [1033, english],
    ...codes.flatMap((code, at) => (translated[at] ? [[code, translated[at]]] : [])),
  ]);
}
