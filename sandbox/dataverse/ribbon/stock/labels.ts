/** Labels of the stock commands by language code; 1033 is complete and serves every other language. */
export const stockLabels: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  save: { 1033: "Save", 1031: "Speichern", 1036: "Enregistrer", 3082: "Guardar", 1041: "保存", 1025: "حفظ" },
  saveAndClose: {
    1033: "Save & Close",
    1031: "Speichern & schließen",
    1036: "Enregistrer et fermer",
    3082: "Guardar y cerrar",
    1041: "保存して閉じる",
    1025: "حفظ وإغلاق",
  },
  new: { 1033: "New", 1031: "Neu", 1036: "Nouveau", 3082: "Nuevo", 1041: "新規", 1025: "جديد" },
  edit: { 1033: "Edit", 1031: "Bearbeiten", 1036: "Modifier", 3082: "Editar", 1041: "編集", 1025: "تحرير" },
  activate: {
    1033: "Activate",
    1031: "Aktivieren",
    1036: "Activer",
    3082: "Activar",
    1041: "アクティブ化",
    1025: "تنشيط",
  },
  deactivate: {
    1033: "Deactivate",
    1031: "Deaktivieren",
    1036: "Désactiver",
    3082: "Desactivar",
    1041: "非アクティブ化",
    1025: "إلغاء التنشيط",
  },
  delete: { 1033: "Delete", 1031: "Löschen", 1036: "Supprimer", 3082: "Eliminar", 1041: "削除", 1025: "حذف" },
  refresh: {
    1033: "Refresh",
    1031: "Aktualisieren",
    1036: "Actualiser",
    3082: "Actualizar",
    1041: "更新",
    1025: "تحديث",
  },
  assign: { 1033: "Assign", 1031: "Zuweisen", 1036: "Attribuer", 3082: "Asignar", 1041: "割り当て", 1025: "تعيين" },
  share: { 1033: "Share", 1031: "Freigeben", 1036: "Partager", 3082: "Compartir", 1041: "共有", 1025: "مشاركة" },
  merge: { 1033: "Merge", 1031: "Zusammenführen", 1036: "Fusionner", 3082: "Combinar", 1041: "統合", 1025: "دمج" },
  qualify: {
    1033: "Qualify",
    1031: "Qualifizieren",
    1036: "Qualifier",
    3082: "Calificar",
    1041: "見込みありと評価",
    1025: "تأهيل",
  },
  disqualify: {
    1033: "Disqualify",
    1031: "Disqualifizieren",
    1036: "Disqualifier",
    3082: "Descalificar",
    1041: "見込みなしと評価",
    1025: "استبعاد",
  },
  reactivate: {
    1033: "Reactivate Lead",
    1031: "Lead reaktivieren",
    1036: "Réactiver le prospect",
    3082: "Reactivar cliente potencial",
    1041: "潜在顧客の再アクティブ化",
    1025: "إعادة تنشيط العميل المتوقع",
  },
  closeAsWon: {
    1033: "Close as Won",
    1031: "Als gewonnen schließen",
    1036: "Conclure comme gagnée",
    3082: "Cerrar como ganada",
    1041: "成立として完了",
    1025: "إغلاق كفرصة رابحة",
  },
  closeAsLost: {
    1033: "Close as Lost",
    1031: "Als verloren schließen",
    1036: "Conclure comme perdue",
    3082: "Cerrar como perdida",
    1041: "不成立として完了",
    1025: "إغلاق كفرصة خاسرة",
  },
  reopen: {
    1033: "Reopen Opportunity",
    1031: "Verkaufschance erneut öffnen",
    1036: "Rouvrir l'opportunité",
    3082: "Reabrir oportunidad",
    1041: "営業案件の再開",
    1025: "إعادة فتح الفرصة",
  },
};

/** The label in that language, else in English. */
export function stockLabel(key: string, languageCode: number): string {
  const labels = stockLabels[key];
  return labels?.[languageCode] ?? labels?.[1033] ?? key;
}
