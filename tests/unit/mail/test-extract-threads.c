/* test-extract-threads.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-extract-case.h"

/* Answers: what mail programs put around the new text. */
static const ExtractCase CASES[] = {
  { "gmail-fr", "Re: Concert", TRUE,
    "Bonjour,\n"
    "\n"
    "C'est d'accord pour le 12 mars.\n"
    "\n"
    "Paul\n"
    "\n"
    "Le jeu. 5 mars 2026 à 10:23, Anna Berg <anna@example.org> a\n"
    "écrit :\n"
    "\n"
    "> Bonjour,\n"
    "> est-ce possible ?\n"
    ">\n"
    "> --\n"
    "> Anna\n",
    "Bonjour,\n"
    "\n"
    "C'est d'accord pour le 12 mars.\n"
    "\n"
    "Paul" },
  { "gmail-en-wrapped", "Re: Order", TRUE,
    "Yes please, go ahead.\n"
    "\n"
    "On Thu, Mar 5, 2026 at 10:23 AM Anna Berg Very Long Name of a Company\n"
    "<anna.berg.very.long.address@some-very-long-domain.example.org> wrote:\n"
    "\n"
    "> Shall we?\n",
    "Yes please, go ahead." },
  { "interleaved", "Re: Questions", TRUE,
    "Bonjour Anna,\n"
    "\n"
    "Le 05/03/2026 à 10:23, Anna Berg a écrit :\n"
    "> Combien de musiciens ?\n"
    "\n"
    "Quatre.\n"
    "\n"
    "> Avez-vous besoin d'un piano ?\n"
    "\n"
    "Oui, accordé à 442.\n"
    "\n"
    "> Merci\n"
    "> Anna\n"
    "\n"
    "Cordialement,\n"
    "Paul\n",
    "Bonjour Anna,\n"
    "\n"
    "Quatre.\n"
    "\n"
    "Oui, accordé à 442.\n"
    "\n"
    "Cordialement,\n"
    "Paul" },
  { "bottom-post", "Re: hello", TRUE,
    "On 2026-03-05 10:23, Anna Berg wrote:\n"
    "> Can you come on Friday?\n"
    "> \n"
    "> Anna\n"
    "\n"
    "Yes, I can come at ten.\n"
    "\n"
    "-- \n"
    "Paul Martin\n"
    "Phone 01 02 03 04 05\n",
    "Yes, I can come at ten." },
  { "outlook-fr", "RE: Devis", TRUE,
    "Bonjour,\n"
    "\n"
    "Merci pour votre devis, nous l'acceptons.\n"
    "\n"
    "Cordialement,\n"
    "\n"
    "Julie Dupont\n"
    "Responsable des achats\n"
    "ACME SARL\n"
    "12 rue des Lilas\n"
    "75011 Paris\n"
    "Tél. : +33 1 23 45 67 89\n"
    "www.acme.fr\n"
    "\n"
    "De : Paul Martin <paul@example.org>\n"
    "Envoyé : jeudi 5 mars 2026 10:23\n"
    "À : Julie Dupont <julie@acme.example>\n"
    "Cc : Direction <dir@acme.example>\n"
    "Objet : Devis\n"
    "\n"
    "Bonjour Madame,\n"
    "Voici notre devis.\n",
    "Bonjour,\n"
    "\n"
    "Merci pour votre devis, nous l'acceptons.\n"
    "\n"
    "Cordialement,\n"
    "\n"
    "Julie Dupont" },
  { "outlook-en-original", "RE: Quote", TRUE,
    "Approved.\n"
    "\n"
    "Jane\n"
    "\n"
    "-----Original Message-----\n"
    "From: Paul Martin [mailto:paul@example.org]\n"
    "Sent: Thursday, March 5, 2026 10:23 AM\n"
    "To: Jane Doe\n"
    "Subject: Quote\n"
    "\n"
    "Please find our quote.\n",
    "Approved.\n"
    "\n"
    "Jane" },
  { "outlook-underscore", "RE: Quote", TRUE,
    "Approved, thanks.\n"
    "\n"
    "________________________________\n"
    "From: Paul Martin <paul@example.org>\n"
    "Sent: Thursday, March 5, 2026 10:23 AM\n"
    "To: Jane Doe <jane@example.com>\n"
    "Subject: Quote\n"
    "\n"
    "Please find our quote.\n",
    "Approved, thanks." },
  { "iphone-fr", "Re: Salle", TRUE,
    "Oui c'est bon pour nous\n"
    "\n"
    "Envoyé de mon iPhone\n"
    "\n"
    "> Le 5 mars 2026 à 10:23, Anna Berg <anna@example.org> a écrit :\n"
    "> \n"
    "> Bonjour, la salle est-elle libre ?\n",
    "Oui c'est bon pour nous" },
  { "iphone-en", "Re: Venue", TRUE,
    "Works for me.\n"
    "\n"
    "Sent from my iPhone\n"
    "\n"
    "> On Mar 5, 2026, at 10:23 AM, Anna Berg <anna@example.org> wrote:\n"
    "> \n"
    "> Is the venue free?\n",
    "Works for me." },
  { "outlook-ios", "Re: Venue", TRUE,
    "Merci, je vous rappelle demain.\n"
    "\n"
    "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>\n"
    "________________________________\n"
    "De : Anna Berg <anna@example.org>\n"
    "Envoyé : jeudi 5 mars 2026 10:23:11\n"
    "À : Paul <paul@example.org>\n"
    "Objet : Venue\n"
    "\n"
    "Bonjour\n",
    "Merci, je vous rappelle demain." },
  { "samsung", "Re: RDV", TRUE,
    "OK pour 14h.\n"
    "\n"
    "\n"
    "Envoyé depuis mon appareil Samsung Galaxy.\n"
    "\n"
    "\n"
    "-------- Message d'origine --------\n"
    "De : Anna Berg <anna@example.org>\n"
    "Date : 05/03/2026 10:23 (GMT+01:00)\n"
    "À : Paul <paul@example.org>\n"
    "Objet : RDV\n"
    "\n"
    "On se voit demain ?\n",
    "OK pour 14h." },
  { "yahoo-android", "Re: RDV", TRUE,
    "Très bien, à demain.\n"
    "\n"
    "Envoyé à partir de Yahoo Mail sur Android \n"
    " \n"
    "  Le jeu., mars 5 2026 à 10:23 AM, Anna Berg<anna@example.org> a écrit :   On se voit "
    "demain ?\n",
    "Très bien, à demain." },
  { "proton", "Re: RDV", TRUE,
    "Sure.\n"
    "\n"
    "Sent with Proton Mail secure email.\n"
    "\n"
    "On Thursday, March 5th, 2026 at 10:23 AM, Anna Berg <anna@example.org> wrote:\n"
    "\n"
    "> Tomorrow?\n",
    "Sure." },
  { "zimbra", "Re: Stage", TRUE,
    "Bonjour,\n"
    "je confirme mon inscription.\n"
    "Bien cordialement\n"
    "Léa\n"
    "\n"
    "----- Mail original -----\n"
    "De: \"Anna Berg\" <anna@example.org>\n"
    "À: \"Léa Roux\" <lea@example.org>\n"
    "Envoyé: Jeudi 5 Mars 2026 10:23:11\n"
    "Objet: Stage\n"
    "\n"
    "Bonjour Léa\n",
    "Bonjour,\n"
    "je confirme mon inscription.\n"
    "Bien cordialement\n"
    "Léa" },
  { "orange", "re: Stage", TRUE,
    "Bonjour,\n"
    "je confirme.\n"
    "\n"
    "\n"
    "\n"
    "> Message du 05/03/26 10:23\n"
    "> De : \"Anna Berg\" \n"
    "> A : \"Lea\" \n"
    "> Copie à : \n"
    "> Objet : Stage\n"
    "> \n"
    "> Bonjour\n",
    "Bonjour,\n"
    "je confirme." },
  { "only-quote", "Re: x", TRUE,
    "Le 05/03/2026 à 10:23, Anna Berg a écrit :\n"
    "> Bonjour\n"
    "> question\n",
    "" },
  { "german", "AW: Termin", TRUE,
    "Ja, gerne.\n"
    "\n"
    "Am 05.03.26 um 10:23 schrieb Anna Berg:\n"
    "> Passt Freitag?\n",
    "Ja, gerne." },
  { "spanish", "Re: Cita", TRUE,
    "Sí, gracias.\n"
    "\n"
    "El jue, 5 mar 2026 a las 10:23, Anna Berg (<anna@example.org>) escribió:\n"
    "\n"
    "> ¿Viernes?\n",
    "Sí, gracias." },
  { "wrapped-quote", "Re: Long", TRUE,
    "> This is a long line that somebody's program has wrapped without a\n"
    "mark,\n"
    "> and it goes on.\n"
    "\n"
    "I agree.\n",
    "I agree." },
  { "roundcube", "Re: X", TRUE,
    "Bonjour, oui.\n"
    "\n"
    "---\n"
    "Paul Martin\n"
    "06 00 00 00 00\n"
    "\n"
    "Le 2026-03-05 10:23, Anna a écrit :\n"
    "\n"
    "> Bonjour\n",
    "Bonjour, oui." },
  { "merci-inline", "Re: Y", TRUE,
    "Parfait, merci beaucoup pour votre réponse rapide.\n"
    "Je vous envoie le contrat demain.\n"
    "Bonne journée,\n"
    "Marc\n"
    "Envoyé depuis mon mobile Orange\n",
    "Parfait, merci beaucoup pour votre réponse rapide.\n"
    "Je vous envoie le contrat demain.\n"
    "Bonne journée,\n"
    "Marc" },
  { "quote-then-nothing-marked", "Re: Z", TRUE,
    "Je suis d'accord.\n"
    "\n"
    "Le jeudi 5 mars 2026 à 10:23, Anna Berg <anna@example.org> a écrit :\n"
    "\n"
    "Bonjour Paul,\n"
    "\n"
    "Qu'en pensez-vous ?\n"
    "\n"
    "Anna\n",
    "Je suis d'accord." },
  { "bold-outlook-text", "RE: Devis", TRUE,
    "Thanks, that works.\n"
    "\n"
    "*From:* Paul Martin <paul@example.org>\n"
    "*Sent:* Thursday, March 5, 2026 10:23 AM\n"
    "*To:* Jane Doe <jane@example.com>\n"
    "*Subject:* Devis\n"
    "\n"
    "Original text\n",
    "Thanks, that works." },
  { "attribution-no-date", "Re: x", TRUE,
    "Anna Berg <anna@example.org> wrote:\n"
    "> Is it possible?\n"
    "\n"
    "Yes.\n",
    "Yes." },
  { "hidden-quote-marker", "Re: x", TRUE,
    "D'accord pour mardi.\n"
    "\n"
    "Le mar. 3 mars 2026 à 09:12, Anna <anna@example.org> a écrit :\n"
    "\n"
    "[Texte des messages précédents masqué]\n",
    "D'accord pour mardi." },
  { "groupwise", "Re: Meeting", TRUE,
    "Fine with me.\n"
    "\n"
    ">>> Anna Berg 05/03/2026 10:23 >>>\n"
    "Shall we meet on Friday?\n",
    "Fine with me." },
  { "original-appointment", "RE: Réunion", TRUE,
    "Je serai là.\n"
    "\n"
    "-----Rendez-vous d'origine-----\n"
    "De : Anna Berg\n"
    "Envoyé : jeudi 5 mars 2026 10:23\n"
    "À : Paul Martin\n"
    "Objet : Réunion\n"
    "Date : vendredi 6 mars 2026 14:00-15:00\n"
    "Où : Salle 2\n"
    "\n"
    "Ordre du jour\n",
    "Je serai là." },
  { "long-to-wrapped", "RE: Réunion", TRUE,
    "Ok pour moi.\n"
    "\n"
    "De : Anna Berg <anna@example.org>\n"
    "Envoyé : jeudi 5 mars 2026 10:23\n"
    "À : Paul Martin <paul@example.org>; Jane Doe <jane@example.com>;\n"
    " Jacques Petit <jacques@example.net>\n"
    "Cc : Direction\n"
    "Objet : Réunion\n"
    "\n"
    "Bonjour à tous\n",
    "Ok pour moi." },
  { "greeting-only-thanks", "Re: Photos", TRUE,
    "Merci !\n"
    "\n"
    "Le lun. 2 mars 2026 à 18:44, Anna Berg <anna@example.org> a écrit :\n"
    "\n"
    "> voici les photos\n",
    "Merci !" },
  { "answer-above-and-below", "Re: Photos", TRUE,
    "Bonjour Anna,\n"
    "\n"
    "voir plus bas.\n"
    "\n"
    "Le 02/03/2026 à 18:44, Anna a écrit :\n"
    "\n"
    "> Combien de photos ?\n"
    "\n"
    "Trente.\n"
    "\n"
    "> Et le format ?\n"
    "\n"
    "JPEG.\n"
    "\n"
    "-- \n"
    "Paul\n",
    "Bonjour Anna,\n"
    "\n"
    "voir plus bas.\n"
    "\n"
    "Trente.\n"
    "\n"
    "JPEG." },
  { "reply-dash-original", "Re: Tarif", TRUE,
    "Oui, 500 euros TTC.\n"
    "\n"
    "-------- Message original --------\n"
    "Objet: Tarif\n"
    "Date: 2026-03-05 10:23\n"
    "De: Anna Berg <anna@example.org>\n"
    "À: paul@example.org\n"
    "\n"
    "Quel est le tarif ?\n",
    "Oui, 500 euros TTC." },
  { "quoted-signature-in-text", "Re: Nom", TRUE,
    "Bonjour,\n"
    "\n"
    "Mon adresse a changé :\n"
    "\n"
    "Paul Martin\n"
    "3 rue Neuve\n"
    "44000 Nantes\n"
    "\n"
    "Merci de la noter.\n"
    "\n"
    "Paul\n",
    "Bonjour,\n"
    "\n"
    "Mon adresse a changé :\n"
    "\n"
    "Paul Martin\n"
    "3 rue Neuve\n"
    "44000 Nantes\n"
    "\n"
    "Merci de la noter.\n"
    "\n"
    "Paul" },
  { "envoye-gmail-mobile", "Re: ok", TRUE,
    "Oui je confirme\n"
    "Envoyé depuis mon téléphone\n"
    "\n"
    "Le sam. 7 mars 2026, 08:15, Anna <anna@example.org> a écrit :\n"
    "\n"
    "> Confirmez-vous ?\n",
    "Oui je confirme" },
  { "h1", "Re: Location salle des fêtes", TRUE,
    "Bonjour Madame,\n"
    "\n"
    "Merci pour votre retour rapide !\n"
    "Nous retenons donc la date du samedi 18 avril, de 14h à 23h.\n"
    "\n"
    "Pourriez-vous m'indiquer :\n"
    "- le montant de la caution\n"
    "- si la vaisselle est comprise\n"
    "\n"
    "Bien cordialement,\n"
    "\n"
    "Nathalie GIRARD\n"
    "Association Les Amis du Parc\n"
    "Trésorière\n"
    "☎ 06 45 12 78 90\n"
    "✉ nathalie.girard@amisduparc.example\n"
    "\n"
    "Le mar. 10 mars 2026 à 16:02, Mairie de Saint-Roch - Location "
    "<location@saint-roch.example> a\n"
    "écrit :\n"
    "\n"
    "> Bonjour,\n"
    ">\n"
    "> La salle est libre les 11 et 18 avril.\n"
    ">\n"
    "> Cordialement,\n"
    "> Le service location\n",
    "Bonjour Madame,\n"
    "\n"
    "Merci pour votre retour rapide !\n"
    "Nous retenons donc la date du samedi 18 avril, de 14h à 23h.\n"
    "\n"
    "Pourriez-vous m'indiquer :\n"
    "- le montant de la caution\n"
    "- si la vaisselle est comprise\n"
    "\n"
    "Bien cordialement,\n"
    "\n"
    "Nathalie GIRARD" },
  { "h2", "RE: [EXT] Invoice 2231", TRUE,
    "Hi Tom,\n"
    "\n"
    "I've forwarded this to our accounts team (accounts@northwind.example). They pay on the "
    "28th of each month.\n"
    "\n"
    "Let me know if you need anything else.\n"
    "\n"
    "Many thanks\n"
    "\n"
    "Priya Shah\n"
    "Office Manager\n"
    "\n"
    "Northwind Traders Ltd\n"
    "Unit 4, Harbour Road | Bristol | BS1 5TY\n"
    "T: 0117 496 0000 | E: priya.shah@northwind.example | W: www.northwind.example\n"
    "\n"
    "[cid:image001.png@01DA7A3C.12345670]\n"
    "\n"
    "Northwind Traders Ltd is registered in England and Wales. Company number 01234567. This "
    "email and any files transmitted with it are confidential.\n"
    "\n"
    "From: Tom Baker <tom@blue.example>\n"
    "Sent: 12 March 2026 09:14\n"
    "To: Priya Shah <priya.shah@northwind.example>\n"
    "Subject: [EXT] Invoice 2231\n"
    "\n"
    "Hi Priya, any news on invoice 2231?\n",
    "Hi Tom,\n"
    "\n"
    "I've forwarded this to our accounts team (accounts@northwind.example). They pay on the "
    "28th of each month.\n"
    "\n"
    "Let me know if you need anything else.\n"
    "\n"
    "Many thanks\n"
    "\n"
    "Priya Shah" },
  { "h4", "Re: Booking request", TRUE,
    "Hello,\n"
    "\n"
    "thanks for getting in touch. Unfortunately we are fully booked until September.\n"
    "Maybe next season?\n"
    "\n"
    "All the best from Leeds\n"
    "Maggie\n"
    "\n"
    "\n"
    "On 11/03/2026 18:20, Trio Mistral wrote:\n"
    "> Dear Maggie,\n"
    "> \n"
    "> would you like to hear our trio?\n"
    "> \n"
    "> https://triomistral.example\n"
    "> \n",
    "Hello,\n"
    "\n"
    "thanks for getting in touch. Unfortunately we are fully booked until September.\n"
    "Maybe next season?\n"
    "\n"
    "All the best from Leeds\n"
    "Maggie" },
  { "h6", "Re: Your order", TRUE,
    "still nothing here!!! its been 3 weeks\n"
    "\n"
    "Sent from Yahoo Mail for iPhone\n"
    "\n"
    "On Monday, March 9, 2026, 10:12 AM, Shop <help@shop.example> wrote:\n"
    "\n"
    "Dear customer,\n"
    "\n"
    "your order has been shipped.\n",
    "still nothing here!!! its been 3 weeks" },
  { "h7", "Re: Planning", TRUE,
    "Bonjour à tous,\n"
    "\n"
    "Voici mes disponibilités :\n"
    "\n"
    "Lundi : 9h-12h\n"
    "Mardi : indisponible\n"
    "Mercredi : toute la journée\n"
    "\n"
    "Belle soirée,\n"
    "Élodie\n"
    "\n"
    "--\n"
    "Élodie Marchand\n"
    "Professeure de piano\n"
    "\n"
    "Le 09/03/2026 à 20:11, Secrétariat a écrit :\n"
    "> Merci d'envoyer vos disponibilités.\n",
    "Bonjour à tous,\n"
    "\n"
    "Voici mes disponibilités :\n"
    "\n"
    "Lundi : 9h-12h\n"
    "Mardi : indisponible\n"
    "Mercredi : toute la journée\n"
    "\n"
    "Belle soirée,\n"
    "Élodie" },
  { "h8", "Re: Quelques questions", TRUE,
    "Bonjour, mes réponses dans le texte ci-dessous.\n"
    "\n"
    "Le 9 mars 2026 à 20:11, Accueil <accueil@example.org> a écrit :\n"
    "\n"
    "> Bonjour,\n"
    ">\n"
    "> 1) Combien de participants ?\n"
    "\n"
    "25 à 30\n"
    "\n"
    "> 2) Faut-il un vidéoprojecteur ?\n"
    "\n"
    "oui si possible\n"
    "\n"
    "> Cordialement,\n"
    "> L'accueil\n"
    "\n"
    "Merci d'avance\n"
    "Bruno\n",
    "Bonjour, mes réponses dans le texte ci-dessous.\n"
    "\n"
    "25 à 30\n"
    "\n"
    "oui si possible\n"
    "\n"
    "Merci d'avance\n"
    "Bruno" },
  { "h13", "Re: visite", TRUE,
    "Bonjour,\n"
    "\n"
    "C'est possible à 15h.\n"
    "\n"
    "A bientôt,\n"
    "\n"
    "L'équipe de la médiathèque\n"
    "Médiathèque Simone Veil | 3 place de la République | 35000 Rennes | 02 99 00 00 00\n"
    "Ouvert du mardi au samedi\n"
    "\n"
    "______________________________________________\n"
    "De : Claire Morin <claire@example.org>\n"
    "Envoyé : mercredi 11 mars 2026 11:42\n"
    "À : mediatheque\n"
    "Objet : visite\n"
    "\n"
    "Bonjour, peut-on visiter vendredi ?\n",
    "Bonjour,\n"
    "\n"
    "C'est possible à 15h.\n"
    "\n"
    "A bientôt,\n"
    "\n"
    "L'équipe de la médiathèque" },
  { "h20", "Re: Re: Dates", TRUE,
    "> Le 3 ou le 10 mai ?\n"
    "\n"
    "Le 10.\n"
    "\n"
    "> À quelle heure ?\n"
    "\n"
    "20h30, balance à 17h.\n",
    "Le 10.\n"
    "\n"
    "20h30, balance à 17h." },
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
      g_autofree char *path = g_strdup_printf ("/mail/extract/threads/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], plain_case);
    }
  return g_test_run ();
}
