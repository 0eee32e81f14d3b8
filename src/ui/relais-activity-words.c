/* relais-activity-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-words.h"
#include "relais-words.h"

static const struct
{
  const char *step;
  const char *sentence;
  const char *icon;
} steps[] = {
  { "received", NC_("step", "Received"), "mail-unread-symbolic" },
  { "extracted", NC_("step", "Read"), "mail-read-symbolic" },
  { "drafted", NC_("step", "An answer was proposed"), "document-edit-symbolic" },
  { "approved", NC_("step", "You approved the answer"), "object-select-symbolic" },
  { "corrected", NC_("step", "You corrected the kind"), "document-edit-symbolic" },
  { "uncorrected", NC_("step", "You took the correction back"), "edit-undo-symbolic" },
  { "taken-back", NC_("step", "The answer was taken back before it left"), "edit-undo-symbolic" },
  { "assigned", NC_("step", "Given to somebody"), "avatar-default-symbolic" },
  { "unassigned", NC_("step", "Assigned to nobody"), "avatar-default-symbolic" },
  { "done", NC_("step", "Marked as done"), "checkbox-checked-symbolic" },
  { "replied", NC_("step", "Another mail answered it"), "mail-replied-symbolic" },
  { "reopened", NC_("step", "Opened again"), "edit-undo-symbolic" },
  { "queued", NC_("step", "The mail waits to leave"), "mail-send-symbolic" },
  { "sent", NC_("step", "The mail was sent"), "mail-send-symbolic" },
  { "delivered", NC_("step", "The mail arrived"), "object-select-symbolic" },
  { "delayed", NC_("step", "The mail is delayed"), "content-loading-symbolic" },
  { "bounced", NC_("step", "The mail came back"), "dialog-warning-symbolic" },
  { "answered", NC_("step", "An answer to it arrived"), "mail-replied-symbolic" },
  { "refused", NC_("step", "The mail was refused"), "dialog-error-symbolic" },
  { "uncertain", NC_("step", "The mail may have been sent: look in Sent"), "dialog-warning-symbolic" },
  { "copied", NC_("step", "A copy was kept in Sent"), "object-select-symbolic" },
  { "unsent", NC_("step", "The mail could not be sent"), "dialog-error-symbolic" },
  { "cancelled", NC_("step", "The mail was taken back before it left"), "edit-undo-symbolic" },
};

/* Why an answer that might have left by itself waits for a person. */
static const struct
{
  const char *guard;
  const char *sentence;
} reasons[] = {
  { "paused", N_("Not answered by itself: automatic answers are paused") },
  { "automatic", N_("Not answered by itself: a machine wrote this message") },
  { "list", N_("Not answered by itself: it came through a mailing list") },
  { "no-reply", N_("Not answered by itself: nobody reads answers at this address") },
  { "confidence", N_("Not answered by itself: the kind is not sure enough") },
  { "incomplete", N_("Not answered by itself: the answer has holes") },
  { "same-day", N_("Not answered by itself: this person had such an answer today") },
  { "daily-total", N_("Not answered by itself: enough for today") },
  { "not-earned", N_("Not answered by itself: the kind has not earned it yet") },
  { "backlog", N_("Not answered by itself: it was there before Relais was") },
  { "person", N_("Not answered by itself: somebody is looking at it") },
};

/* Why the model gave nothing that could be used. */
static const struct
{
  const char *why;
  const char *sentence;
} refusals[] = {
  { "key", N_("The model does not accept the key. Check it in Preferences.") },
  { "credit", N_("The account at the model’s service has no credit left.") },
  { "model", N_("The service does not know the model. Check its name in Preferences.") },
  { "policy", N_("The model was not asked: the connection is not safe.") },
  { "refused", N_("The model refused the question.") },
  { "busy", N_("The model asked for a pause. It was decided without it.") },
  { "late", N_("The model did not answer in time. It was decided without it.") },
  { "offline", N_("The model could not be reached. It was decided without it.") },
};

static const char *
get_detail (RelaisEvent *event,
            const char  *member)
{
  JsonObject *detail = relais_event_get_detail (event);
  JsonNode *node = detail != NULL ? json_object_get_member (detail, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* @id: (nullable). Returns: (transfer none) (nullable) */
static const char *
get_kind_name (RelaisWorkspace *workspace,
               const char      *id)
{
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (workspace), id);

  if (kind != NULL)
    return relais_kind_get_name (kind, relais_words_get_language ());

  return id != NULL ? _("a deleted kind") : NULL;
}

static char *
dup_classified (RelaisWorkspace *workspace,
                RelaisEvent     *event)
{
  const char *id = get_detail (event, "kind");
  const char *by = get_detail (event, "by");
  const char *confidence = get_detail (event, "confidence");
  const char *name = get_kind_name (workspace, id);
  double share = confidence != NULL ? g_ascii_strtod (confidence, NULL) : 0;
  g_autofree char *percent = relais_words_dup_percent (share);

  if (relais_activity_is_failure (event))
    return g_strdup (_("The message could not be sorted"));
  if (g_strcmp0 (by, "person") == 0 && name == NULL)
    return g_strdup (_("You said it is none of the kinds"));
  if (name == NULL && share >= 0.5)
    /* Translators: how sure it is, as in “96 %” */
    return g_strdup_printf (_("None of the kinds, %s"), percent);
  if (name == NULL)
    return g_strdup (_("No kind fits well enough"));
  if (g_strcmp0 (by, "person") == 0)
    return g_strdup_printf (_("You said it is %s"), name);
  if (g_strcmp0 (by, "rule") == 0)
    return g_strdup_printf (_("Recognised as %s by a rule of yours"), name);
  if (g_strcmp0 (by, "model") == 0)
    /* Translators: a kind of request, and how sure it is */
    return g_strdup_printf (_("Recognised as %1$s, %2$s, by the model"), name, percent);

  /* Translators: a kind of request, and how sure it is */
  return g_strdup_printf (_("Recognised as %1$s, %2$s, on this machine"), name, percent);
}

static const char *
get_asked (RelaisEvent *event)
{
  const char *why = get_detail (event, "why");

  if (!relais_activity_is_failure (event))
    return _("The model was asked");
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].why, why) == 0)
      return _(refusals[i].sentence);

  return _("The model was asked and gave no usable answer");
}

static char *
dup_fall_back (RelaisWorkspace *workspace,
               RelaisEvent     *event)
{
  const char *id = get_detail (event, "kind");
  const char *name = get_kind_name (workspace, id);

  /* Translators: a kind of request */
  return g_strdup_printf (_("Relais proposes answers to “%s” again instead of sending them: too many had to be corrected"),
                          name != NULL ? name : "");
}

static const char *
get_held (const char *why)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].guard, why) == 0)
      return _(reasons[i].sentence);

  return _("Not answered by itself");
}

/* Sentences with something in them, as they are searched for. */
static const struct
{
  const char *step;
  const char *sentence;
} composed[] = {
  { "classified", N_("Recognised as %1$s, %2$s, on this machine") },
  { "classified", N_("None of the kinds, %s") },
  { "drafted", N_("It was proposed to pass it on to %s") },
  { "assigned", N_("Assigned to %s") },
  { "approved", N_("It was allowed to leave by itself") },
  { "held", N_("Not answered by itself") },
  { "asked", N_("The model was asked") },
};

static gboolean
contains (const char *sentence,
          const char *folded)
{
  g_autofree char *text = g_utf8_casefold (sentence, -1);

  return strstr (text, folded) != NULL;
}

GStrv
relais_activity_find_steps (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();

  /* Two letters are in nearly every sentence. */
  if (g_utf8_strlen (folded, -1) < 3)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (contains (g_dpgettext2 (NULL, "step", steps[i].sentence), folded))
      g_strv_builder_add (found, steps[i].step);
  for (guint i = 0; i < G_N_ELEMENTS (composed); i++)
    if (contains (_(composed[i].sentence), folded))
      g_strv_builder_add (found, composed[i].step);

  return g_strv_builder_end (found);
}

GStrv
relais_activity_find_kinds (RelaisKindStore *kinds,
                            const char      *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (kinds)); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (G_LIST_MODEL (kinds), i);

      if (contains (relais_kind_get_name (kind, relais_words_get_language ()), folded))
        g_strv_builder_add (found, relais_kind_get_id (kind));
    }

  return g_strv_builder_end (found);
}

char *
relais_activity_dup_sentence (RelaisWorkspace *workspace,
                              RelaisEvent     *event)
{
  const char *step = relais_event_get_step (event);
  const char *to = get_detail (event, "to");

  if (g_str_equal (step, "classified"))
    return dup_classified (workspace, event);
  if (g_str_equal (step, "held"))
    return g_strdup (get_held (get_detail (event, "why")));
  if (g_str_equal (step, "asked"))
    return g_strdup (get_asked (event));
  if (g_str_equal (step, "fell-back"))
    return dup_fall_back (workspace, event);
  if (g_str_equal (step, "drafted") && to != NULL)
    /* Translators: to a person of the team */
    return g_strdup_printf (_("It was proposed to pass it on to %s"), to);
  if (g_str_equal (step, "assigned") && to != NULL)
    /* Translators: a person of the team */
    return g_strdup_printf (_("Assigned to %s"), to);
  if (g_str_equal (step, "approved") && g_strcmp0 (get_detail (event, "by"), "rule") == 0)
    return g_strdup (_("It was allowed to leave by itself"));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].step, step))
      return g_strdup (g_dpgettext2 (NULL, "step", steps[i].sentence));

  /* A step of a newer version: its name says more than nothing. */
  return g_strdup (step);
}

const char *
relais_activity_get_icon (RelaisEvent *event)
{
  const char *step = relais_event_get_step (event);

  if (relais_activity_is_failure (event))
    return "dialog-error-symbolic";
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].step, step))
      return steps[i].icon;
  if (g_str_equal (step, "held"))
    return "media-playback-pause-symbolic";
  if (g_str_equal (step, "fell-back"))
    return "dialog-warning-symbolic";
  if (g_str_equal (step, "asked"))
    return "dialog-question-symbolic";

  return "view-list-bullet-symbolic";
}

char *
relais_activity_dup_message (const char *subject,
                             const char *sender)
{
  if (subject == NULL || subject[0] == '\0')
    subject = _("(No subject)");
  if (sender == NULL || sender[0] == '\0')
    return g_strdup (subject);

  return g_strdup_printf ("%s · %s", subject, sender);
}

char *
relais_activity_dup_about (RelaisEvent *event)
{
  if (relais_event_get_message (event) == 0)
    return g_strdup ("");

  return relais_activity_dup_message (relais_event_get_subject (event), relais_event_get_sender (event));
}

gboolean
relais_activity_is_failure (RelaisEvent *event)
{
  return g_strcmp0 (relais_event_get_outcome (event), "failed") == 0;
}
