/* relais-today-section.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-after-frame.h"
#include "relais-today-row.h"
#include "relais-today-section.h"

/* So many rows at once; the rest on demand. Of the first of them a screenful comes with the window, the others when that has time. */
#define STEP 20
#define SCREENFUL 8

struct _RelaisTodaySection
{
  AdwPreferencesGroup  parent_instance;

  GtkListBox          *list;
  GtkButton           *more_button;

  RelaisWorkspace     *workspace;   /* (owned) (nullable) */
  GListStore          *records;     /* (owned) of RelaisTriageRecord */
  GtkSliceListModel   *shown;       /* (owned) */
  RelaisTodayGroup     group;
  gboolean             filled;      /* more than a screenful may be shown */
};

G_DEFINE_FINAL_TYPE (RelaisTodaySection, relais_today_section, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  DEED,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
same (gpointer first,
      gpointer second)
{
  RelaisTriageRecord *a = first;
  RelaisTriageRecord *b = second;

  return relais_triage_record_get_message (a) == relais_triage_record_get_message (b) &&
         relais_triage_record_get_answer (a) == relais_triage_record_get_answer (b) &&
         relais_triage_record_get_fate (a) == relais_triage_record_get_fate (b) &&
         relais_triage_record_get_member (a) == relais_triage_record_get_member (b) &&
         relais_triage_record_get_delivery (a) == relais_triage_record_get_delivery (b) &&
         g_strcmp0 (relais_triage_record_get_kind (a), relais_triage_record_get_kind (b)) == 0 &&
         g_strcmp0 (relais_triage_record_get_answer_text (a), relais_triage_record_get_answer_text (b)) == 0;
}

static gboolean
same_at (GListModel *a,
         guint       i,
         GListModel *b,
         guint       j)
{
  g_autoptr(GObject) first = g_list_model_get_item (a, i);
  g_autoptr(GObject) second = g_list_model_get_item (b, j);

  return same (first, second);
}

static void
update_more (RelaisTodaySection *self)
{
  guint total = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint next = self->filled ? MIN (STEP, total - shown) : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Show %u _More", "Show %u _More", next), next);

  gtk_button_set_label (self->more_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), next > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), total > 0);
}

static void
fill (GtkWidget *widget)
{
  RelaisTodaySection *self = RELAIS_TODAY_SECTION (widget);

  self->filled = TRUE;
  gtk_slice_list_model_set_size (self->shown, STEP);
  update_more (self);
}

static void
more_cb (RelaisTodaySection *self)
{
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + STEP);
  update_more (self);
}

void
relais_today_section_show (RelaisTodaySection *self,
                           GListModel         *records)
{
  GListModel *old = G_LIST_MODEL (self->records);
  guint n_old = g_list_model_get_n_items (old);
  guint n_new = g_list_model_get_n_items (records);
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (RELAIS_IS_TODAY_SECTION (self));

  while (head < n_old && head < n_new && same_at (old, head, records, head))
    head++;
  while (tail < n_old - head && tail < n_new - head && same_at (old, n_old - tail - 1, records, n_new - tail - 1))
    tail++;

  for (guint i = head; i < n_new - tail; i++)
    g_ptr_array_add (added, g_list_model_get_item (records, i));
  if (n_old - tail - head > 0 || added->len > 0)
    g_list_store_splice (self->records, head, n_old - tail - head, added->pdata, added->len);
  update_more (self);
}

GListModel *
relais_today_section_get_records (RelaisTodaySection *self)
{
  g_return_val_if_fail (RELAIS_IS_TODAY_SECTION (self), NULL);

  return G_LIST_MODEL (self->records);
}

static void
row_activated_cb (RelaisTodaySection *self,
                  GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, relais_today_row_get_record (RELAIS_TODAY_ROW (row)));
}

static void
deed_cb (RelaisTodaySection *self,
         RelaisTodayRow     *row)
{
  g_signal_emit (self, signals[DEED], 0, relais_today_row_get_record (row));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RelaisTodaySection *self = user_data;
  GtkWidget *row = relais_today_row_new (self->workspace, self->group, item);

  g_signal_connect_object (row, "deed", G_CALLBACK (deed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

/* Under its id, a kind may have got another name. */
static void
kinds_changed_cb (RelaisTodaySection *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    relais_today_row_update (RELAIS_TODAY_ROW (row));
}

void
relais_today_section_set_workspace (RelaisTodaySection *self,
                                    RelaisWorkspace    *workspace,
                                    RelaisTodayGroup    group)
{
  g_return_if_fail (RELAIS_IS_TODAY_SECTION (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->group = group;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)), -1);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (kinds_changed_cb), self, G_CONNECT_SWAPPED);
  relais_after_frame (GTK_WIDGET (self), fill);
}

static void
relais_today_section_dispose (GObject *object)
{
  RelaisTodaySection *self = RELAIS_TODAY_SECTION (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shown);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TODAY_SECTION);

  G_OBJECT_CLASS (relais_today_section_parent_class)->dispose (object);
}

static void
relais_today_section_class_init (RelaisTodaySectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_today_section_dispose;

  signals[DEED] = g_signal_new ("deed", RELAIS_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                RELAIS_TYPE_TRIAGE_RECORD);
  signals[CHOSEN] = g_signal_new ("chosen", RELAIS_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  RELAIS_TYPE_TRIAGE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-today-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTodaySection, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodaySection, more_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
relais_today_section_init (RelaisTodaySection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->records = g_list_store_new (RELAIS_TYPE_TRIAGE_RECORD);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->records)), 0, SCREENFUL);
}
