/* test-extract-forwards.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-extract-case.h"

/* Forwards: the introduction and what the forwarded message had newly written. */
static const ExtractCase CASES[] = {
  { "forward-gmail", "Fwd: Date", FALSE,
    "Peux-tu t'en occuper ?\n"
    "\n"
    "---------- Forwarded message ---------\n"
    "De : Anna Berg <anna@example.org>\n"
    "Date: jeu. 5 mars 2026 à 10:23\n"
    "Subject: Date\n"
    "To: <contact@example.org>\n"
    "\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "Êtes-vous libres le 3 mai ?\n"
    "\n"
    "Anna Berg\n",
    "Peux-tu t'en occuper ?\n"
    "\n"
    "---------- Forwarded message ---------\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "Êtes-vous libres le 3 mai ?\n"
    "\n"
    "Anna Berg" },
  { "forward-outlook", "TR: Date", FALSE,
    "Pour info.\n"
    "\n"
    "De : Anna Berg <anna@example.org>\n"
    "Envoyé : jeudi 5 mars 2026 10:23\n"
    "À : contact@example.org\n"
    "Objet : Date\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "Êtes-vous libres le 3 mai ?\n"
    "\n"
    "Cordialement,\n"
    "Anna Berg\n",
    "Pour info.\n"
    "\n"
    "De : Anna Berg <anna@example.org>\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "Êtes-vous libres le 3 mai ?\n"
    "\n"
    "Cordialement,\n"
    "Anna Berg" },
  { "forward-thread", "Fwd: Re: Date", TRUE,
    "FYI\n"
    "\n"
    "---------- Forwarded message ---------\n"
    "From: Anna Berg <anna@example.org>\n"
    "Date: Thu, Mar 5, 2026 at 10:23 AM\n"
    "Subject: Re: Date\n"
    "To: Paul <paul@example.org>\n"
    "\n"
    "We take the third of May.\n"
    "\n"
    "On Wed, Mar 4, 2026 at 9:00 AM Paul <paul@example.org> wrote:\n"
    "\n"
    "> Which date?\n",
    "FYI\n"
    "\n"
    "---------- Forwarded message ---------\n"
    "\n"
    "We take the third of May." },
  { "forward-apple", "Fwd: Date", FALSE,
    "See below.\n"
    "\n"
    "Begin forwarded message:\n"
    "\n"
    "> From: Anna Berg <anna@example.org>\n"
    "> Subject: Date\n"
    "> Date: March 5, 2026 at 10:23:11 GMT+1\n"
    "> To: paul@example.org\n"
    "> \n"
    "> Are you free on May 3rd?\n"
    "> \n"
    "> Anna\n",
    "See below.\n"
    "\n"
    "Begin forwarded message:\n"
    "\n"
    "Are you free on May 3rd?\n"
    "\n"
    "Anna" },
  { "tb-forward", "Fwd: Tarif", FALSE,
    "À voir.\n"
    "\n"
    "-------- Message transféré --------\n"
    "Sujet : Tarif\n"
    "Date : Thu, 5 Mar 2026 10:23:11 +0100\n"
    "De : Anna Berg <anna@example.org>\n"
    "Pour : paul@example.org\n"
    "\n"
    "Quel est le tarif ?\n",
    "À voir.\n"
    "\n"
    "-------- Message transféré --------\n"
    "\n"
    "Quel est le tarif ?" },
  { "outlook-forward-en", "FW: Rate", FALSE,
    "Can you reply?\n"
    "\n"
    "Thanks,\n"
    "Jane\n"
    "\n"
    "From: Anna Berg <anna@example.org>\n"
    "Sent: Thursday, March 5, 2026 10:23 AM\n"
    "To: Jane Doe <jane@example.com>\n"
    "Subject: Rate\n"
    "\n"
    "Hello Jane,\n"
    "\n"
    "What is your rate for a wedding?\n"
    "\n"
    "Best regards,\n"
    "Anna Berg\n"
    "+44 20 7946 0000\n",
    "Can you reply?\n"
    "\n"
    "Thanks,\n"
    "Jane\n"
    "\n"
    "From: Anna Berg <anna@example.org>\n"
    "\n"
    "Hello Jane,\n"
    "\n"
    "What is your rate for a wedding?\n"
    "\n"
    "Best regards,\n"
    "Anna Berg" },
  { "h5", "TR: Fuite salle de bain", FALSE,
    "Bonjour Karim,\n"
    "\n"
    "Peux-tu passer avant vendredi ? C'est urgent.\n"
    "\n"
    "Merci\n"
    "Sylvie\n"
    "\n"
    "-----Message d'origine-----\n"
    "De : M. Robert [mailto:robert@example.net]\n"
    "Envoyé : lundi 9 mars 2026 08:31\n"
    "À : Gestion\n"
    "Objet : Fuite salle de bain\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "L'eau coule sous le lavabo depuis dimanche soir, appartement 12.\n"
    "\n"
    "Merci d'intervenir rapidement.\n"
    "M. Robert\n"
    "06 99 88 77 66\n",
    "Bonjour Karim,\n"
    "\n"
    "Peux-tu passer avant vendredi ? C'est urgent.\n"
    "\n"
    "Merci\n"
    "Sylvie\n"
    "\n"
    "-----Message d'origine-----\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "L'eau coule sous le lavabo depuis dimanche soir, appartement 12.\n"
    "\n"
    "Merci d'intervenir rapidement.\n"
    "M. Robert\n"
    "06 99 88 77 66" },
  { "h12", "Fwd: Demande", FALSE,
    "\n"
    "\n"
    "---------- Message transféré ---------\n"
    "De : Club Photo <club@example.org>\n"
    "Date : mer. 11 mars 2026 à 09:00\n"
    "Objet : Demande\n"
    "À : <mairie@example.org>\n"
    "\n"
    "\n"
    "Bonjour,\n"
    "Nous cherchons un lieu d'exposition en mai.\n"
    "Le club photo\n",
    "---------- Message transféré ---------\n"
    "\n"
    "Bonjour,\n"
    "Nous cherchons un lieu d'exposition en mai.\n"
    "Le club photo" },
};

static void
plain_case (gconstpointer data)
{
  extract_case_check (data, "text/plain");
}

int
main (int    argc,
      char **argv)
{
  extract_case_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mail/extract/forwards/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], plain_case);
    }
  return g_test_run ();
}
