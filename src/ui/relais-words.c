/* relais-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-clock.h"
#include "relais-core-error.h"
#include "relais-words.h"

static const struct
{
  const char *word;
  const char *icon;
} fates[] = {
  [RELAIS_FATE_UNKNOWN] = { NC_("fate", "Not looked at"), "mail-read-symbolic" },
  [RELAIS_FATE_NONE] = { NC_("fate", "No kind"), "mail-read-symbolic" },
  [RELAIS_FATE_DRAFT] = { NC_("fate", "Draft ready"), "document-edit-symbolic" },
  [RELAIS_FATE_QUEUED] = { NC_("fate", "Leaving"), "mail-send-symbolic" },
  [RELAIS_FATE_ANSWERED] = { NC_("fate", "Answered"), "mail-replied-symbolic" },
  [RELAIS_FATE_AUTOMATIC] = { NC_("fate", "Answered by itself"), "emblem-synchronizing-symbolic" },
  [RELAIS_FATE_FORWARDED] = { NC_("fate", "Passed on"), "mail-forward-symbolic" },
  [RELAIS_FATE_ASSIGNED] = { NC_("fate", "Assigned"), "avatar-default-symbolic" },
  [RELAIS_FATE_TASK] = { NC_("fate", "To do"), "checkbox-symbolic" },
  [RELAIS_FATE_DONE] = { NC_("fate", "Done"), "checkbox-checked-symbolic" },
  [RELAIS_FATE_IGNORED] = { NC_("fate", "Nothing to do"), "action-unavailable-symbolic" },
  [RELAIS_FATE_BOUNCED] = { NC_("fate", "Came back"), "dialog-warning-symbolic" },
  [RELAIS_FATE_FAILED] = { NC_("fate", "Needs you"), "dialog-error-symbolic" },
};

static const char * const actions[] = {
  [RELAIS_ACTION_NONE] = NC_("action", "Nothing"),
  [RELAIS_ACTION_DRAFT] = NC_("action", "Propose an answer"),
  [RELAIS_ACTION_AUTO] = NC_("action", "Answer by itself"),
  [RELAIS_ACTION_FORWARD] = NC_("action", "Pass on"),
  [RELAIS_ACTION_TASK] = NC_("action", "Add to the to-do list"),
  [RELAIS_ACTION_IGNORE] = NC_("action", "Ignore"),
};

static const char *
get_mail_error (RelaisMailError code)
{
  switch (code)
    {
    case RELAIS_MAIL_ERROR_NO_SERVICE:
      return N_("The desktop’s mail service cannot be reached. Install or restart Evolution Data Server.");
    case RELAIS_MAIL_ERROR_AUTH_REQUIRED:
      return N_("The password is needed, or the keyring is locked.");
    case RELAIS_MAIL_ERROR_AUTH_EXPIRED:
      return N_("The server does not accept this user name and password. Check both; some providers want an app password.");
    case RELAIS_MAIL_ERROR_CERTIFICATE:
      return N_("The server’s certificate is not trusted.");
    case RELAIS_MAIL_ERROR_NO_TLS:
      return N_("The server does not offer this kind of encryption. Try the other one.");
    case RELAIS_MAIL_ERROR_OFFLINE:
      return N_("The server cannot be reached. Check the network, the server’s name and its port.");
    case RELAIS_MAIL_ERROR_TIMED_OUT:
      return N_("The server does not answer. Try again in a moment.");
    case RELAIS_MAIL_ERROR_NOT_FOUND:
      return N_("That is not there any more, or no server has this name.");
    case RELAIS_MAIL_ERROR_REFUSED:
      return N_("The server refused this mail, and would again. Check the recipient’s address.");
    case RELAIS_MAIL_ERROR_TRY_LATER:
      return N_("The server does not take this mail now. Relais tries again by itself.");
    case RELAIS_MAIL_ERROR_UNCERTAIN:
      return N_("The connection broke while the mail was leaving: it may have been sent. Look in Sent before you send it again.");
    case RELAIS_MAIL_ERROR_INVALID:
      return N_("This cannot be sent as it is. Check the addresses and the subject.");
    default:
      return NULL;
    }
}

static const char *
get_core_error (RelaisCoreError code)
{
  switch (code)
    {
    case RELAIS_CORE_ERROR_NO_SERVICE:
      return N_("There is no keyring on this desktop, so nothing secret can be kept. Install or start one, such as GNOME Keyring.");
    case RELAIS_CORE_ERROR_LOCKED:
      return N_("The keyring is locked. Unlock it and try again.");
    case RELAIS_CORE_ERROR_NOT_FOUND:
      return N_("The keyring does not have it any more. Enter it again.");
    case RELAIS_CORE_ERROR_FAILED:
    case RELAIS_CORE_ERROR_INVALID:
    case RELAIS_CORE_ERROR_TOO_LARGE:
    default:
      return NULL;
    }
}

static const char *
get_net_error (RelaisNetError code)
{
  switch (code)
    {
    case RELAIS_NET_ERROR_AUTH_REQUIRED:
      return N_("The service wants a valid key. Enter the one it gave you.");
    case RELAIS_NET_ERROR_AUTH_EXPIRED:
      return N_("The service does not accept the key. Check that it was copied whole and is still valid.");
    case RELAIS_NET_ERROR_RATE_LIMITED:
      return N_("The service asks for a pause. Relais tries again by itself.");
    case RELAIS_NET_ERROR_QUOTA:
      return N_("The account at this service has no credit left.");
    case RELAIS_NET_ERROR_NOT_FOUND:
      return N_("The service does not know this address or model. Check both.");
    case RELAIS_NET_ERROR_INVALID_REPLY:
      return N_("The service’s answer could not be understood, so it was not used.");
    case RELAIS_NET_ERROR_TIMED_OUT:
      return N_("The service does not answer. Try again in a moment.");
    case RELAIS_NET_ERROR_OFFLINE:
      return N_("The service cannot be reached. Check the network and the address.");
    case RELAIS_NET_ERROR_REFUSED_BY_POLICY:
      return N_("Relais does not trust this connection, so nothing was sent. Use an address that begins with “https”.");
    case RELAIS_NET_ERROR_SERVER:
      return N_("The service has a fault of its own. Try again later.");
    case RELAIS_NET_ERROR_REJECTED:
    case RELAIS_NET_ERROR_TOO_LARGE:
    default:
      return N_("The service could not do this.");
    }
}

static const char *
get_triage_error (RelaisTriageError code)
{
  switch (code)
    {
    case RELAIS_TRIAGE_ERROR_MISSING_FIELDS:
      return N_("The answer still has holes. Fill them in before you send it.");
    case RELAIS_TRIAGE_ERROR_STALE:
      return N_("This answer has left already.");
    case RELAIS_TRIAGE_ERROR_NO_RECIPIENT:
      return N_("Nobody reads answers at this address.");
    case RELAIS_TRIAGE_ERROR_NOT_FOUND:
      return N_("That is not there any more.");
    case RELAIS_TRIAGE_ERROR_NOT_KINDS:
      return N_("It holds no kinds that Relais can read. Nothing was changed.");
    case RELAIS_TRIAGE_ERROR_NO_KINDS:
      return N_("There are no kinds in it. Nothing was changed.");
    case RELAIS_TRIAGE_ERROR_INVALID:
    default:
      return NULL;
    }
}

static const char *
get_storage_error (RelaisStorageError code)
{
  switch (code)
    {
    case RELAIS_STORAGE_ERROR_NEWER:
      return N_("It was last opened by a newer Relais. Update Relais to open it; nothing was changed.");
    case RELAIS_STORAGE_ERROR_LOCKED:
      return N_("Another Relais has this workspace open.");
    case RELAIS_STORAGE_ERROR_CONSTRAINT:
      return N_("That exists already.");
    case RELAIS_STORAGE_ERROR_NOT_FOUND:
      return N_("That is not there any more.");
    case RELAIS_STORAGE_ERROR_DAMAGED:
      return N_("The workspace’s file is damaged. Put a copy of it in its place; without one, move it away, and Relais begins anew.");
    case RELAIS_STORAGE_ERROR_READ_ONLY:
      return N_("Relais may not write to the workspace’s file. Check who owns its folder, and that its disk is not read-only.");
    case RELAIS_STORAGE_ERROR_FAILED:
    default:
      return N_("The workspace’s file cannot be used. Check that the disk is not full.");
    }
}

static const char *
get_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return N_("This took too long. Try again in a moment.");
    case G_IO_ERROR_NO_SPACE:
      return N_("The disk is full.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return N_("Relais may not read or write there.");
    case G_IO_ERROR_NOT_FOUND:
      return N_("The file is not there.");
    default:
      return NULL;
    }
}

/* See the header. What has no sentence of its own says so, with the technical reason behind it. */
char *
relais_words_dup_error (const GError *error)
{
  const char *sentence = NULL;

  if (error->domain == RELAIS_MAIL_ERROR)
    sentence = get_mail_error ((RelaisMailError) error->code);
  else if (error->domain == RELAIS_CORE_ERROR)
    sentence = get_core_error ((RelaisCoreError) error->code);
  else if (error->domain == RELAIS_NET_ERROR)
    sentence = get_net_error ((RelaisNetError) error->code);
  else if (error->domain == RELAIS_TRIAGE_ERROR)
    sentence = get_triage_error ((RelaisTriageError) error->code);
  else if (error->domain == RELAIS_STORAGE_ERROR)
    sentence = get_storage_error ((RelaisStorageError) error->code);
  else if (error->domain == G_IO_ERROR)
    sentence = get_io_error (error->code);
  else if (error->domain == G_FILE_ERROR)
    sentence = get_io_error ((int) g_io_error_from_file_error (error->code));

  if (sentence != NULL)
    return g_strdup (_(sentence));

  /* Translators: the reason is technical and in English */
  return g_strdup_printf (_("Something went wrong: %s"), error->message);
}

char *
relais_words_dup_error_markup (const GError *error)
{
  g_autofree char *sentence = relais_words_dup_error (error);

  return g_markup_escape_text (sentence, -1);
}

const char *
relais_words_get_fate (RelaisFate fate)
{
  g_return_val_if_fail (fate < G_N_ELEMENTS (fates), NULL);

  return g_dpgettext2 (NULL, "fate", fates[fate].word);
}

const char *
relais_words_get_fate_icon (RelaisFate fate)
{
  g_return_val_if_fail (fate < G_N_ELEMENTS (fates), NULL);

  return fates[fate].icon;
}

const char *
relais_words_get_action (RelaisAction action)
{
  g_return_val_if_fail (action < G_N_ELEMENTS (actions), NULL);

  return g_dpgettext2 (NULL, "action", actions[action]);
}

const char *
relais_words_get_delivery (int state)
{
  switch (state)
    {
    case RELAIS_DELIVERY_DELIVERED:
      return C_("delivery", "Arrived");
    case RELAIS_DELIVERY_DELAYED:
      return C_("delivery", "Delayed");
    case RELAIS_DELIVERY_ANSWERED:
      return C_("delivery", "They replied");
    default:
      return NULL;
    }
}

static char *
dup_delivery_sentence (RelaisDelivery *delivery)
{
  g_autofree char *time = relais_words_dup_time (relais_delivery_get_updated (delivery));

  switch (relais_delivery_get_state (delivery))
    {
    case RELAIS_DELIVERY_QUEUED:
      return *relais_delivery_get_detail (delivery) != '\0' ? g_strdup (_("It could not leave yet. Relais tries again by itself.")) : NULL;
    case RELAIS_DELIVERY_SENT:
      /* Translators: %s is a time or a day, like “12:03” or “3 Nov” */
      return g_strdup_printf (_("Sent: %s"), time);
    case RELAIS_DELIVERY_DELIVERED:
      /* Translators: %s is a time or a day, like “12:03” or “3 Nov” */
      return g_strdup_printf (_("Arrived: %s"), time);
    case RELAIS_DELIVERY_DELAYED:
      return g_strdup (_("It is delayed on its way."));
    case RELAIS_DELIVERY_BOUNCED:
      return g_strdup (_("It came back. Check the address."));
    case RELAIS_DELIVERY_ANSWERED:
      /* Translators: %s is a time or a day, like “12:03” or “3 Nov” */
      return g_strdup_printf (_("They replied: %s"), time);
    case RELAIS_DELIVERY_FAILED:
      return g_strdup (_("It could not be sent. It is still here."));
    case RELAIS_DELIVERY_UNCERTAIN:
      return g_strdup (_("The connection broke: it may have been sent. Look in Sent first."));
    case RELAIS_DELIVERY_CANCELLED:
    default:
      return NULL;
    }
}

char *
relais_words_dup_delivery (RelaisDelivery *delivery)
{
  g_autofree char *sentence = dup_delivery_sentence (delivery);
  const char *cause = relais_delivery_get_cause (delivery) >= 0 ? get_mail_error ((RelaisMailError) relais_delivery_get_cause (delivery)) : NULL;
  const char *detail = cause != NULL ? _(cause) : relais_delivery_get_detail (delivery);

  return sentence == NULL || *detail == '\0' ? g_steal_pointer (&sentence) : g_strconcat (sentence, "\n", detail, NULL);
}

static int
days_ago (GDateTime *then,
          GDateTime *now)
{
  g_autoptr(GDateTime) a = g_date_time_new_local (g_date_time_get_year (then), g_date_time_get_month (then),
                                                  g_date_time_get_day_of_month (then), 12, 0, 0);
  g_autoptr(GDateTime) b = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                  g_date_time_get_day_of_month (now), 12, 0, 0);

  return (int) ((g_date_time_difference (b, a) + 12 * G_TIME_SPAN_HOUR) / G_TIME_SPAN_DAY);
}

char *
relais_words_dup_time (gint64 ms)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (ms / 1000);
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (relais_clock_now () / 1000);
  int days;

  if (ms <= 0 || then == NULL)
    return g_strdup ("");

  days = days_ago (then, now);
  if (days == 0)
    /* Translators: a time of today in lists, as strftime writes it */
    return g_date_time_format (then, _("%H:%M"));
  if (days > 0 && days < 7)
    return g_date_time_format (then, "%a");
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    /* Translators: a day of this year in lists, as strftime writes it */
    return g_date_time_format (then, _("%-e %b"));

  /* Translators: a day of another year in lists, as strftime writes it */
  return g_date_time_format (then, _("%-e %b %Y"));
}

char *
relais_words_dup_full_time (gint64 ms)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (ms / 1000);

  if (ms <= 0 || then == NULL)
    return g_strdup ("");

  /* Translators: day and time of a message, as strftime writes it */
  return g_date_time_format (then, _("%A %-e %B %Y, %H:%M"));
}

char *
relais_words_dup_ago (gint64 ms)
{
  gint64 seconds = MAX (0, (relais_clock_now () - ms) / 1000);
  guint count;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second ago", "%u seconds ago", (gulong) seconds), (guint) seconds);
  if (seconds < 3600)
    {
      count = (guint) (seconds / 60);
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", count), count);
    }
  if (seconds < 24 * 3600)
    {
      count = (guint) (seconds / 3600);
      return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", count), count);
    }
  count = (guint) (seconds / (24 * 3600));

  return g_strdup_printf (ngettext ("%u day ago", "%u days ago", count), count);
}

static char *
dup_alive (RelaisMailAccount *account)
{
  g_autofree char *ago = NULL;

  if (relais_mail_account_is_local (account))
    return g_strdup (_("On this machine"));

  ago = relais_words_dup_ago (relais_mail_account_get_last_alive (account));

  /* Translators: when a mailbox was last proven to work, as in “Alive 12 seconds ago” */
  return g_strdup_printf (_("Alive %s"), ago);
}

static char *
dup_next_attempt (RelaisMailAccount *account)
{
  gint64 seconds = (relais_mail_account_get_next_attempt (account) - relais_clock_now () + 999) / 1000;

  if (seconds <= 0)
    return g_strdup (_("Connecting again…"));

  return g_strdup_printf (ngettext ("No connection. Next try in %u second", "No connection. Next try in %u seconds",
                                    (gulong) seconds), (guint) seconds);
}

char *
relais_words_dup_account (RelaisMailAccount *account)
{
  const GError *error;

  switch (relais_mail_account_get_state (account))
    {
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
      return g_strdup (_("Offline. What was read before can still be read."));
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
      return g_strdup (_("Connecting…"));
    case RELAIS_MAIL_ACCOUNT_ALIVE:
      return dup_alive (account);
    case RELAIS_MAIL_ACCOUNT_STALLED:
      return g_strdup (_("The connection is open but carries nothing. Connecting again…"));
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
      return dup_next_attempt (account);
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
      return g_strdup (relais_mail_account_is_about_sending (account)
                       ? _("Mail comes, but cannot be sent: the server for sending does not accept the password, or none is kept.")
                       : _("The server does not accept the password, or none is kept."));
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
      return g_strdup (_("This account must be signed in again in the desktop’s Online Accounts."));
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
      return g_strdup (_("The keyring that keeps the password is locked."));
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
      return g_strdup (_("There is no keyring to keep the password in."));
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
      return g_strdup (relais_mail_account_is_about_sending (account)
                       ? _("Mail comes, but cannot be sent: the certificate of the server for sending is not trusted.")
                       : _("The server’s certificate is not trusted, so nothing was sent to it."));
    case RELAIS_MAIL_ACCOUNT_FAILED:
      error = relais_mail_account_get_error (account);
      return error != NULL ? relais_words_dup_error (error) : g_strdup (_("This mailbox does not work."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

const char *
relais_words_get_repair (RelaisMailAccountState state)
{
  switch (state)
    {
    case RELAIS_MAIL_ACCOUNT_OFFLINE:
    case RELAIS_MAIL_ACCOUNT_STALLED:
    case RELAIS_MAIL_ACCOUNT_RECONNECTING:
    case RELAIS_MAIL_ACCOUNT_FAILED:
      return _("Try Again");
    case RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD:
    case RELAIS_MAIL_ACCOUNT_NO_KEYRING:
      return _("Enter Password…");
    case RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN:
      return _("Open Settings");
    case RELAIS_MAIL_ACCOUNT_KEYRING_LOCKED:
      return _("Unlock");
    case RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE:
      return _("Look at It…");
    case RELAIS_MAIL_ACCOUNT_CONNECTING:
    case RELAIS_MAIL_ACCOUNT_ALIVE:
    default:
      return NULL;
    }
}

char *
relais_words_dup_fingerprint (const char *sha256)
{
  g_autoptr(GString) lines = g_string_new (sha256);

  /* Eight bytes and their colons a line: it fits a narrow window, and each line begins with a byte. */
  for (gsize end = 24; end < lines->len; end += 24)
    lines->str[end - 1] = '\n';

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

const char *
relais_words_get_language (void)
{
  const char * const *names = g_get_language_names ();

  return names[0] != NULL && g_str_has_prefix (names[0], "fr") ? "fr" : "en";
}

char *
relais_words_dup_percent (double share)
{
  /* Translators: a share; French puts a non-breaking space before the sign */
  return g_strdup_printf (_("%d%%"), (int) (share * 100 + 0.5));
}
