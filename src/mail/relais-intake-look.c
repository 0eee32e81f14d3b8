/* relais-intake-look.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-private.h"
#include "relais-mail-folder-private.h"

static void
add_string (GChecksum  *checksum,
            const char *text)
{
  /* With its NUL, so that two fields never read as one. */
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
  else
    g_checksum_update (checksum, (const guchar *) "", 1);
}

static void
add_number (GChecksum *checksum,
            guint64    number)
{
  guint64 big = GUINT64_TO_BE (number);

  g_checksum_update (checksum, (const guchar *) &big, sizeof big);
}

/* The size belongs to it only where there is no Message-ID: the copy that came through a list, or that a server rewrote
 * when it was moved, is the same mail. */
void
relais_fingerprint (CamelMessageInfo *info,
                    guint8            fingerprint[RELAIS_FINGERPRINT_SIZE],
                    gboolean         *has_id)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 id;

  camel_message_info_property_lock (info);
  id = camel_message_info_get_message_id (info);
  add_number (checksum, id);
  add_number (checksum, (guint64) camel_message_info_get_date_sent (info));
  add_string (checksum, camel_message_info_get_from (info));
  add_string (checksum, camel_message_info_get_subject (info));
  if (id == 0)
    add_number (checksum, camel_message_info_get_size (info));
  camel_message_info_property_unlock (info);

  g_checksum_get_digest (checksum, digest, &length);
  memcpy (fingerprint, digest, RELAIS_FINGERPRINT_SIZE);
  *has_id = id != 0;
}

static void
sighting_clear (gpointer data)
{
  camel_pstring_free (((RelaisSighting *) data)->uid);
}

GArray *
relais_sightings_new (guint n_expected)
{
  GArray *sightings = g_array_sized_new (FALSE, FALSE, sizeof (RelaisSighting), n_expected);

  g_array_set_clear_func (sightings, sighting_clear);

  return sightings;
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const RelaisSighting *one = a;
  const RelaisSighting *two = b;

  if (one->date != two->date)
    return one->date < two->date ? -1 : 1;

  return strcmp (one->uid, two->uid);
}

static void
look_at (GArray             *sightings,
         CamelFolderSummary *summary,
         const char         *uid)
{
  g_autoptr(CamelMessageInfo) info = camel_folder_summary_get (summary, uid);
  RelaisSighting sighting;

  if (info == NULL)
    return;

  relais_mail_info_drop_preview (info);
  relais_fingerprint (info, sighting.fingerprint, &sighting.has_id);
  sighting.uid = camel_pstring_strdup (uid);
  sighting.date = relais_mail_info_get_date (info);
  sighting.received = camel_message_info_get_date_received (info);
  g_array_append_val (sightings, sighting);
}

GArray *
relais_intake_look (CamelFolder *camel,
                    GPtrArray   *uids)
{
  CamelFolderSummary *summary = camel_folder_get_folder_summary (camel);
  GArray *sightings = relais_sightings_new (uids != NULL ? uids->len : camel_folder_summary_count (summary));

  if (uids != NULL)
    {
      for (guint i = 0; i < uids->len; i++)
        look_at (sightings, summary, uids->pdata[i]);
    }
  else
    {
      GPtrArray *all;

      camel_folder_summary_prepare_fetch_all (summary, NULL);
      all = camel_folder_summary_get_array (summary);
      for (guint i = 0; i < all->len; i++)
        look_at (sightings, summary, all->pdata[i]);
      camel_folder_summary_free_array (all);
    }

  /* Rows of the database get their numbers in this order: a later number is a later message. */
  g_array_sort (sightings, compare_dates);

  return sightings;
}
