/* relais-classifier-report-format.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-report.h"

#include <math.h>

static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_count (JsonBuilder *builder,
           const char  *name,
           guint        value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_kind (JsonBuilder             *builder,
          const RelaisKindMetrics *metrics)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, metrics->kind);
  add_number (builder, "precision", metrics->precision);
  add_number (builder, "recall", metrics->recall);
  add_count (builder, "support", metrics->support);
  add_count (builder, "predicted", metrics->predicted);
  add_count (builder, "refused", metrics->refused);
  json_builder_end_object (builder);
}

JsonNode *
relais_classifier_report_to_json (const RelaisClassifierReport *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  add_number (builder, "accuracy", self->accuracy);
  add_number (builder, "threshold", self->threshold);
  add_number (builder, "accuracy_at_threshold", self->accuracy_at_threshold);
  add_number (builder, "out_of_scope_recall", self->out_of_scope_recall);
  add_number (builder, "texts_per_second", self->texts_per_second);
  add_number (builder, "train_seconds", self->train_seconds);
  add_count (builder, "in_scope", self->n_in_scope);
  add_count (builder, "out_of_scope", self->n_out_of_scope);

  json_builder_set_member_name (builder, "refusals");
  json_builder_begin_object (builder);
  add_count (builder, "in_scope", self->refused_in_scope);
  add_count (builder, "out_of_scope", self->refused_out_of_scope);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "cross_validated");
  json_builder_add_boolean_value (builder, self->cross_validated);
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->kinds->len; i++)
    add_kind (builder, g_ptr_array_index (self->kinds, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static char *
format_percent (double share)
{
  return isfinite (share) ? g_strdup_printf ("%.1f %%", 100.0 * share) : g_strdup ("–");
}

static void
append_percent (GString    *text,
                const char *label,
                double      share)
{
  g_autofree char *percent = format_percent (share);

  g_string_append_printf (text, "%-36s %10s\n", label, percent);
}

static void
append_column (GString    *text,
               const char *cell,
               glong       width)
{
  for (glong length = g_utf8_strlen (cell, -1); length < width; length++)
    g_string_append_c (text, ' ');
  g_string_append (text, cell);
}

static void
append_kind (GString                 *text,
             const RelaisKindMetrics *metrics,
             glong                    width)
{
  g_autofree char *precision = format_percent (metrics->precision);
  g_autofree char *recall = format_percent (metrics->recall);

  g_string_append (text, metrics->kind);
  append_column (text, "", width - g_utf8_strlen (metrics->kind, -1));
  append_column (text, precision, 11);
  append_column (text, recall, 11);
  g_string_append_printf (text, "%9u%9u\n", metrics->support, metrics->refused);
}

char *
relais_classifier_report_to_text (const RelaisClassifierReport *self)
{
  GString *text = g_string_new (NULL);
  glong width = 4;

  g_return_val_if_fail (self != NULL, NULL);

  g_string_append_printf (text, "%u texts of %u kinds, %u of no kind%s\n\n", self->n_in_scope,
                          self->kinds->len, self->n_out_of_scope,
                          self->cross_validated ? " (cross-validated)" : "");
  append_percent (text, "Right, without refusal", self->accuracy);
  g_string_append_printf (text, "%-36s %10.3f\n", "Threshold", self->threshold);
  append_percent (text, "Right at the threshold", self->accuracy_at_threshold);
  append_percent (text, "Refused of what is of no kind", self->out_of_scope_recall);
  g_string_append_printf (text, "%-36s %10u\n", "Refused of what is of a kind",
                          self->refused_in_scope);
  if (self->texts_per_second > 0.0)
    g_string_append_printf (text, "%-36s %10.0f\n", "Texts a second", self->texts_per_second);
  g_string_append_printf (text, "%-36s %8.2f s\n\n", "Training", self->train_seconds);

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const RelaisKindMetrics *metrics = g_ptr_array_index (self->kinds, i);

      width = MAX (width, g_utf8_strlen (metrics->kind, -1));
    }

  g_string_append (text, "Kind");
  append_column (text, "Precision", width - 4 + 11);
  g_string_append (text, "     Recall     Rows  Refused\n");
  for (guint i = 0; i < self->kinds->len; i++)
    append_kind (text, g_ptr_array_index (self->kinds, i), width);

  return g_string_free (text, FALSE);
}
