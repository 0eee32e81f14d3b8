/* relais-template-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-template-private.h"

typedef struct
{
  guint line;
  guint column;
} RelaisTemplateErrorPrivate;

static void
relais_template_error_private_init (RelaisTemplateErrorPrivate *priv)
{
}

static void
relais_template_error_private_copy (const RelaisTemplateErrorPrivate *source,
                                    RelaisTemplateErrorPrivate       *target)
{
  *target = *source;
}

static void
relais_template_error_private_clear (RelaisTemplateErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (RelaisTemplateError, relais_template_error)

GError *
relais_template_error_new (RelaisTemplateError         code,
                           const RelaisTemplateCursor *where,
                           const char                 *format,
                           ...)
{
  g_autofree char *message = NULL;
  RelaisTemplateErrorPrivate *priv;
  GError *error;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  error = g_error_new (RELAIS_TEMPLATE_ERROR, (int) code, "Line %u, column %u: %s", where->line, where->column, message);
  priv = relais_template_error_get_private (error);
  priv->line = where->line;
  priv->column = where->column;

  return error;
}

gboolean
relais_template_error_get_place (const GError *error,
                                 guint        *line,
                                 guint        *column)
{
  RelaisTemplateErrorPrivate *priv;

  if (error == NULL || error->domain != RELAIS_TEMPLATE_ERROR)
    return FALSE;

  priv = relais_template_error_get_private (error);
  *line = priv->line;
  *column = priv->column;

  return TRUE;
}
