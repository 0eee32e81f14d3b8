/* relais-member.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-team.h"

struct _RelaisMember
{
  GObject  parent_instance;

  gint64   id;
  char    *name;       /* (owned) */
  char    *address;    /* (owned) */
  char    *language;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisMember, relais_member, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_ADDRESS,
} RelaisMemberProperty;

static GParamSpec *props[PROP_ADDRESS + 1];

static void
relais_member_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RelaisMember *self = RELAIS_MEMBER (object);

  switch ((RelaisMemberProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_member_finalize (GObject *object)
{
  RelaisMember *self = RELAIS_MEMBER (object);

  g_free (self->name);
  g_free (self->address);
  g_free (self->language);

  G_OBJECT_CLASS (relais_member_parent_class)->finalize (object);
}

static void
relais_member_class_init (RelaisMemberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_member_finalize;
  object_class->get_property = relais_member_get_property;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
relais_member_init (RelaisMember *self)
{
}

/**
 * relais_member_new:
 *
 * Returns: (transfer full): an immutable value
 */
RelaisMember *
relais_member_new (gint64      id,
                   const char *name,
                   const char *address,
                   const char *language)
{
  RelaisMember *self = g_object_new (RELAIS_TYPE_MEMBER, NULL);

  self->id = id;
  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->language = g_strdup (language);

  return self;
}

gint64
relais_member_get_id (RelaisMember *self)
{
  g_return_val_if_fail (RELAIS_IS_MEMBER (self), 0);

  return self->id;
}

const char *
relais_member_get_name (RelaisMember *self)
{
  g_return_val_if_fail (RELAIS_IS_MEMBER (self), NULL);

  return self->name;
}

const char *
relais_member_get_address (RelaisMember *self)
{
  g_return_val_if_fail (RELAIS_IS_MEMBER (self), NULL);

  return self->address;
}

const char *
relais_member_get_language (RelaisMember *self)
{
  g_return_val_if_fail (RELAIS_IS_MEMBER (self), NULL);

  return self->language;
}
