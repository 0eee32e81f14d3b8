/* relais-rule-editor-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-rule-editor.h"

G_BEGIN_DECLS

struct _RelaisRuleEditor
{
  AdwDialog        parent_instance;

  GtkButton       *save_button;
  AdwBanner       *banner;
  AdwEntryRow     *name_row;
  AdwComboRow     *if_kind_row;
  AdwEntryRow     *sender_row;
  AdwEntryRow     *words_row;
  AdwComboRow     *field_row;
  AdwComboRow     *list_row;
  AdwComboRow     *then_kind_row;
  AdwComboRow     *action_row;
  AdwComboRow     *member_row;
  AdwEntryRow     *note_row;
  AdwSwitchRow    *automatic_row;

  RelaisWorkspace *workspace;   /* (owned) (nullable) */
  RelaisRule      *rule;        /* (owned) (nullable) */
  char            *before;      /* (owned) what the form said when it was opened */
  gboolean         filling;
};

/* relais-rule-editor-form.c: between the rule and the form. @conditions: (nullable): of the rule, as in its definition */
void        relais_rule_editor_fill       (RelaisRuleEditor  *self,
                                           JsonObject        *conditions);

/* (transfer full): the definition as the form says it */
JsonNode   *relais_rule_editor_read       (RelaisRuleEditor  *self);

/* What is still to be mended, and where; NULL when nothing is. */
const char *relais_rule_editor_find_fault (RelaisRuleEditor  *self,
                                           GtkWidget        **place);

G_END_DECLS
