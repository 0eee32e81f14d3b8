/* relais-kind-example-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind-example-row.h"
#include "relais-kind-store.h"

struct _RelaisKindExampleRow
{
  AdwBin     parent_instance;

  GtkLabel  *text;
  GtkLabel  *source;

  GObject   *item;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisKindExampleRow, relais_kind_example_row, ADW_TYPE_BIN)

enum
{
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
remove_cb (RelaisKindExampleRow *self)
{
  g_autoptr(GObject) item = g_object_ref (self->item);

  g_signal_emit (self, signals[REMOVE], 0, item);
}

static const char *
get_source (RelaisExampleItem *item)
{
  const char *word = relais_example_item_get_source (item);

  if (g_strcmp0 (word, "correction") == 0)
    return _("your correction");

  return g_strcmp0 (word, "user") == 0 ? _("yours") : "";
}

void
relais_kind_example_row_bind (RelaisKindExampleRow *self,
                              GtkListItem          *list_item)
{
  const char *text;

  g_return_if_fail (RELAIS_IS_KIND_EXAMPLE_ROW (self));

  g_set_object (&self->item, gtk_list_item_get_item (list_item));
  if (RELAIS_IS_EXAMPLE_ITEM (self->item))
    {
      text = relais_example_item_get_text (RELAIS_EXAMPLE_ITEM (self->item));
      gtk_label_set_label (self->source, get_source (RELAIS_EXAMPLE_ITEM (self->item)));
    }
  else
    {
      text = gtk_string_object_get_string (GTK_STRING_OBJECT (self->item));
      gtk_label_set_label (self->source, _("new"));
    }
  gtk_label_set_label (self->text, text);
  gtk_list_item_set_accessible_label (list_item, text);
}

static void
relais_kind_example_row_dispose (GObject *object)
{
  g_clear_object (&RELAIS_KIND_EXAMPLE_ROW (object)->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_KIND_EXAMPLE_ROW);

  G_OBJECT_CLASS (relais_kind_example_row_parent_class)->dispose (object);
}

static void
relais_kind_example_row_class_init (RelaisKindExampleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = relais_kind_example_row_dispose;

  signals[REMOVE] = g_signal_new ("remove", RELAIS_TYPE_KIND_EXAMPLE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-example-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindExampleRow, text);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindExampleRow, source);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
relais_kind_example_row_init (RelaisKindExampleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_kind_example_row_new (void)
{
  return g_object_new (RELAIS_TYPE_KIND_EXAMPLE_ROW, NULL);
}
