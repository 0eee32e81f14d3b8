/* relais-kinds-page-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kinds-page.h"

G_BEGIN_DECLS

struct _RelaisKindsPage
{
  AdwBin               parent_instance;

  GtkToggleButton     *search_button;
  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  GtkStack            *stack;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *rules_group;

  RelaisWorkspace     *workspace;    /* (owned) (nullable) */
  GSimpleActionGroup  *actions;      /* (owned) */
  GPtrArray           *packs;        /* (owned) of RelaisPack: those that come with Relais */
  GPtrArray           *groups;       /* (owned) of AdwPreferencesGroup, one for each pack; owned by the page */
  GPtrArray           *rows;         /* (owned) of RelaisKindsRow, in the order of the kinds; owned by their groups */
  GPtrArray           *rules;        /* (owned) (nullable) of RelaisRule */
  GPtrArray           *rule_rows;    /* (owned) of GtkWidget; owned by their group */
  GPtrArray           *removals;     /* (owned) of what goes away when its toast does; see -remove.c */
  GCancellable        *cancellable;  /* (owned) (nullable) of the last list of rules */
  double               place;        /* pixels that the list was scrolled by when it was made again */
};

/* relais-kinds-page.c */
void        relais_kinds_page_update       (RelaisKindsPage *self);

/* relais-kinds-page-rules.c: the list of rules. */
void        relais_kinds_page_show_rules   (RelaisKindsPage *self);
void        relais_kinds_page_reload_rules (RelaisKindsPage *self);

/* @step: -1 up, 1 down */
void        relais_kinds_page_move_rule    (RelaisKindsPage *self,
                                            gint64           id,
                                            int              step);
RelaisRule *relais_kinds_page_find_rule    (RelaisKindsPage *self,
                                            gint64           id);

/* relais-kinds-page-search.c: only what has the words stays on screen. */
void        relais_kinds_page_filter       (RelaisKindsPage *self);

/* relais-kinds-page-merge.c: two kinds become one. */
void        relais_kinds_page_merge        (RelaisKindsPage *self,
                                            RelaisKind      *from);

/* Where a kind stands on the page: the id of a pack that comes with Relais; "": the user's own, and what was imported */
const char *relais_kinds_page_get_pack     (RelaisKindsPage *self,
                                            RelaisKind      *kind);

/* (transfer full): the name of a pack for people; @pack: (nullable): the user's own */
char       *relais_kinds_page_dup_pack     (RelaisKindsPage *self,
                                            const char      *pack);

/* relais-kinds-page-actions.c: adding, editing, merging, testing. */
void        relais_kinds_page_init_actions (RelaisKindsPage *self);
void        relais_kinds_page_edit         (RelaisKindsPage *self,
                                            RelaisKind      *kind);
void        relais_kinds_page_edit_rule    (RelaisKindsPage *self,
                                            RelaisRule      *rule);

/* relais-kinds-page-files.c: pack files in and out. */
void        relais_kinds_page_import       (RelaisKindsPage *self);
/* @ids: (transfer full) */
void        relais_kinds_page_export       (RelaisKindsPage *self,
                                            char           **ids,
                                            const char      *name);

/* relais-kinds-page-remove.c: what is deleted is hidden at once, and gone when its toast is. */
typedef enum
{
  RELAIS_REMOVAL_KIND,
  RELAIS_REMOVAL_PACK,
  RELAIS_REMOVAL_RULE,
} RelaisRemovalTarget;

void        relais_kinds_page_remove       (RelaisKindsPage     *self,
                                            RelaisRemovalTarget  target,
                                            const char          *id,
                                            const char          *name);
gboolean    relais_kinds_page_is_removed   (RelaisKindsPage     *self,
                                            RelaisRemovalTarget  target,
                                            const char          *id);
void        relais_kinds_page_settle       (RelaisKindsPage     *self);
void        relais_kinds_page_free_removal (gpointer             removal);

G_END_DECLS
