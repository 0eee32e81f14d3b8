/* relais-example-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-example-item-private.h"

struct _RelaisExampleItem
{
  GObject  parent_instance;

  gint64   id;
  char    *text;     /* (owned) */
  char    *source;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisExampleItem, relais_example_item, G_TYPE_OBJECT)

static void
relais_example_item_finalize (GObject *object)
{
  RelaisExampleItem *self = RELAIS_EXAMPLE_ITEM (object);

  g_free (self->text);
  g_free (self->source);

  G_OBJECT_CLASS (relais_example_item_parent_class)->finalize (object);
}

static void
relais_example_item_class_init (RelaisExampleItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_example_item_finalize;
}

static void
relais_example_item_init (RelaisExampleItem *self)
{
}

/* Returns: (transfer full) */
RelaisExampleItem *
relais_example_item_new (gint64      id,
                         const char *text,
                         const char *source)
{
  RelaisExampleItem *self = g_object_new (RELAIS_TYPE_EXAMPLE_ITEM, NULL);

  self->id = id;
  self->text = g_strdup (text);
  self->source = g_strdup (source);

  return self;
}

gint64
relais_example_item_get_id (RelaisExampleItem *self)
{
  g_return_val_if_fail (RELAIS_IS_EXAMPLE_ITEM (self), 0);

  return self->id;
}

const char *
relais_example_item_get_text (RelaisExampleItem *self)
{
  g_return_val_if_fail (RELAIS_IS_EXAMPLE_ITEM (self), NULL);

  return self->text;
}

/**
 * relais_example_item_get_source:
 *
 * Returns: "pack", "user" or "correction"
 */
const char *
relais_example_item_get_source (RelaisExampleItem *self)
{
  g_return_val_if_fail (RELAIS_IS_EXAMPLE_ITEM (self), NULL);

  return self->source;
}
