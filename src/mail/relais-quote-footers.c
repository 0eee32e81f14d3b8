/* relais-quote-footers.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* Lines that devices, lists, lawyers and scanners add; folded like all phrases. */

gboolean
relais_quote_is_mobile_footer (const char *fold)
{
  static const char *const whole[] = {
    "get outlook for ", "telecharger outlook pour ", "telechargez outlook pour ",
    "obtenez outlook pour ", "obtenir outlook pour ", "outlook fur ", "download outlook ",
    "provenance : courrier pour", "provenance: courrier pour", "sent from mail for windows",
    "sent from yahoo mail", "sent from outlook", "sent with proton", "sent from proton",
    "sent with protonmail", "envoye avec la messagerie", "envoye avec proton",
    "envoye avec protonmail", "envoye depuis proton", "envoye a partir de proton",
    "envoye depuis l'appli", "envoye depuis l'application", "envoye a partir de outlook",
    "envoye a partir d'outlook", "envoye depuis outlook", "envoye a partir de courrier",
    "envoye a partir de yahoo", "envoye depuis yahoo", "envoye a partir de l'application",
    "sent using the mail.com", "sent with gmx", "sent via superhuman", "sent from front",
    "von meinem iphone gesendet", "von meinem ipad gesendet", "gesendet von ", "enviado desde mi ",
    "inviato da iphone", "inviato dal mio ", "verzonden vanaf mijn ", "enviado do meu ",
    "sent with spark", "sent from spark", "envoye avec spark", "sent from mailspring",
    "envoye avec la mail orange", "envoye depuis mon mobile", "envoye avec mailo",
    "sent from nine", "sent with aqua mail", "sent with airmail", "sent from k-9 mail",
    "envoye de mon appareil android avec", "sent from my android device with", NULL,
  };
  static const char *const openers[] = {
    "sent from my ", "sent via my ", "sent from an ", "sent on my ", "sent using ",
    "envoye de mon ", "envoye depuis mon ", "envoye via mon ", "envoye depuis ma ",
    "envoye de ma ", "envoye a partir de mon ", "envoye a partir d'un ", "envoye d'un ",
    "envoye depuis un ", "envoye par mon ", "envoye de mes ", "envoyee de mon ", "sent by my ",
    NULL,
  };
  static const char *const devices[] = {
    "iphone", "ipad", "ipod", "android", "samsung", "galaxy", "blackberry", "huawei", "xiaomi",
    "smartphone", "telephone", "mobile", "portable", "phone", "tablet", "tablette", "windows",
    "nokia", "pixel", "oneplus", "sony", "appareil", "device", "handheld", "oppo", "honor", "redmi",
    "fairphone", "mac", "orange", "sfr", "bouygues", "free", NULL,
  };
  static const char *const excuses[] = {
    "please excuse typos", "please excuse any typos", "please excuse brevity",
    "please excuse my brevity", "please excuse the brevity", "excuse typos", "sorry for typos",
    "merci d'excuser la brievete", "veuillez excuser la brievete", "veuillez excuser ma brievete",
    "merci d'excuser les fautes", "excusez la brievete", "veuillez excuser les fautes",
    "desole pour les fautes de frappe", "envoye en deplacement", NULL,
  };
  gsize length;

  fold += strspn (fold, "-([\"~ ");
  length = strlen (fold);
  if (length == 0 || length > 160)
    return FALSE;
  if (relais_quote_starts_with_any (fold, whole))
    return length <= 120;
  if (relais_quote_starts_with_any (fold, openers))
    return length <= 90 && relais_quote_has_word (fold, devices);
  return length <= 120 && relais_quote_starts_with_any (fold, excuses);
}

gboolean
relais_quote_is_list_footer (const char *paragraph)
{
  static const char *const phrases[] = {
    "to unsubscribe from this", "click here to unsubscribe", "unsubscribe here",
    "unsubscribe at any time", "unsubscribe: http", "update your preferences",
    "manage your preferences", "manage your subscription", "email preferences",
    "you received this message because you are subscribed", "you are receiving this email because",
    "you received this email because", "you are receiving this because",
    "you're receiving this email because", "view this email in your browser",
    "view in your browser", "view in browser", "view it in your browser", "view this message in",
    "voir cet e-mail dans", "voir cet email dans", "voir dans le navigateur",
    "voir la version en ligne", "version en ligne", "visualiser dans votre navigateur",
    "visualisez ce message", "afficher dans le navigateur", "afficher dans votre navigateur",
    "lire dans votre navigateur", "si ce message ne s'affiche pas correctement",
    "si vous ne visualisez pas correctement", "vous desabonner de cette", "lien de desinscription",
    "lien de desabonnement", "cliquez ici pour vous desinscrire",
    "cliquez ici pour vous desabonner", "desabonnez-vous", "desinscrivez-vous",
    "gerer vos preferences", "gerer mes preferences", "gerer votre abonnement",
    "modifier vos preferences", "vous recevez cet e-mail car", "vous recevez cet email car",
    "vous recevez ce message car", "vous recevez cet e-mail parce", "vous recevez cet email parce",
    "vous recevez ce message parce", "vous avez recu ce message parce",
    "vous avez recu cet e-mail parce", "vous avez recu cet e-mail car",
    "vous avez recu cet email car", "vous recevez ce courriel", "vous recevez cette newsletter",
    "cet e-mail a ete envoye a", "cet email a ete envoye a", "ce message a ete envoye a",
    "ne plus recevoir ces e-mails", "ne plus recevoir ces emails",
    "si vous ne souhaitez plus recevoir nos", "list archives", "mailing list\n",
    "liste de diffusion\n", NULL,
  };
  static const char *const alone[] = {
    "unsubscribe", "se desabonner", "se desinscrire", "desinscription", "desabonnement",
    "me desabonner", "me desinscrire", NULL,
  };
  /* People ask how to leave a course or a list, too: these need a way to do it beside them. */
  static const char *const doubtful[] = {
    "pour vous desabonner", "pour vous desinscrire", "pour se desabonner", "pour se desinscrire",
    "this email was sent to", "this message was sent to", "to unsubscribe", NULL,
  };
  static const char *const ways[] = {
    "cliquez", "cliquer", "click", "suivez ce lien", "http", "www.", "newsletter", "visit ", NULL,
  };
  gsize length = strlen (paragraph);

  if (length > 1500)
    return FALSE;
  if (relais_quote_contains_any (paragraph, phrases) ||
      (relais_quote_contains_any (paragraph, doubtful) &&
       relais_quote_contains_any (paragraph, ways)))
    return TRUE;
  /* A line of links: "Unsubscribe | Preferences". */
  for (gsize i = 0; alone[i] != NULL; i++)
    if (g_str_has_prefix (paragraph, alone[i]))
      {
        char next = paragraph[strlen (alone[i])];

        if (next == '\0' || next == '\n' || next == '\t'
            || (length < 80 && strpbrk (paragraph, "|\t") != NULL))
          return TRUE;
      }
  return FALSE;
}

gboolean
relais_quote_is_disclaimer (const char *paragraph)
{
  static const char *const strong[] = {
    "this email and any attachment", "this e-mail and any attachment",
    "this message and any attachment", "this email and its attachment",
    "this email (including any attach", "this e-mail (including any attach",
    "this message (including any attach", "this email, including any attach",
    "this e-mail, including any attach", "this email and any files", "this e-mail and any files",
    "this message and its attach", "this email message and any attach",
    "the information contained in this", "the information transmitted",
    "the information in this email", "the information in this e-mail",
    "the contents of this email", "the contents of this e-mail", "the content of this email",
    "intended solely for", "intended only for the", "solely for the use of the",
    "if you are not the intended recipient", "received this email in error",
    "received this e-mail in error", "received this message in error",
    "received this communication in error", "received this transmission in error",
    "please consider the environment", "please think of the environment", "before printing this",
    "think before you print", "do you really need to print", "this email has been checked",
    "this email has been scanned", "this e-mail has been scanned", "scanned for viruses",
    "checked for viruses", "virus-free", "virus free.", "avast antivirus",
    "ce message et toutes les pieces jointes", "ce message et ses pieces jointes",
    "ce message et les pieces jointes", "ce message et toute piece jointe",
    "ce message et tous les fichiers", "ce message, ainsi que", "ce message ainsi que",
    "ce message electronique et", "ce courriel et ses pieces jointes",
    "ce courriel et les pieces jointes", "ce courriel et toutes", "ce courriel, ainsi que",
    "ce courriel (et", "ce message (et", "cet e-mail (et", "cet email (et",
    "cet e-mail et ses pieces", "cet e-mail et les pieces", "cet e-mail et toutes",
    "cet email et ses pieces", "cet email et les pieces", "cet email et toutes",
    "ce mail et ses pieces", "ce mail et toutes", "ce message est confidentiel",
    "ce message est exclusivement", "ce message est etabli",
    "ce message contient des informations confidentielles",
    "ce courriel contient des informations", "cet e-mail contient des informations",
    "les informations contenues dans ce", "les informations contenues dans cet",
    "l'information contenue dans ce", "si vous n'etes pas le destinataire",
    "si vous avez recu ce message par erreur", "si vous avez recu ce courriel par erreur",
    "si vous avez recu cet e-mail par erreur", "si vous avez recu cet email par erreur",
    "si vous recevez ce message par erreur", "si ce message vous est parvenu par erreur",
    "a l'attention exclusive de", "a l'intention exclusive de", "l'usage exclusif de",
    "avant d'imprimer", "n'imprimez ce", "n'imprimer ce", "pensez a l'environnement",
    "pensons a l'environnement", "pour l'environnement, n'imprim", "l'absence de virus",
    "sans virus.", "garanti sans virus", "a ete verifie par le logiciel antivirus",
    "analyse par l'antivirus", "diese e-mail enthalt vertrauliche", "este mensaje y sus archivos",
    NULL,
  };
  static const char *const weak[] = {
    "confidential", "confidentiel", "confidentialite", "intended recipient", "privileged",
    "disclosure", "unauthorized", "unauthorised", "destinataire", "divulgation", "non autorisee",
    "legally", "delete this", "detruire", "supprimer ce message", "notify the sender",
    "expediteur", "susceptible d'alteration", "decline toute responsabilite", "no liability",
    "accepts no", "prohibited", "interdite", "strictly", "strictement", "registered in england",
    "disclaimer", "avertissement", "rgpd", "gdpr", NULL,
  };
  guint found = 0;

  if (relais_quote_contains_any (paragraph, strong))
    return TRUE;
  for (gsize i = 0; weak[i] != NULL; i++)
    if (strstr (paragraph, weak[i]) != NULL)
      found++;
  return found >= 4;
}

/* Warnings that a mail server puts above a message from outside. */
gboolean
relais_quote_is_banner (const char *paragraph)
{
  static const char *const openers[] = {
    "caution", "warning", "attention", "external email", "external sender", "[external", "externe",
    "[ext", "email externe", "e-mail externe", "expediteur externe", "mefiez-vous", "prudence",
    "this email originated", "this message originated", "ce message provient",
    "cet e-mail provient", "ce courriel provient", "cet email provient",
    "you don't often get email", "vous n'obtenez pas souvent", "vous ne recevez pas souvent",
    "some people who received this message", NULL,
  };
  static const char *const phrases[] = {
    "originated from outside", "originates from outside", "outside of the organi",
    "outside your organi", "outside the organi", "external sender", "external email",
    "you don't often get email", "don't often get email from", "do not click",
    "unless you recognize", "provient de l'exterieur", "exterieur de l'organisation",
    "expediteur externe", "e-mail externe", "email externe", "ne cliquez pas",
    "pas souvent d'e-mail", "pas souvent de courrier", "pas souvent d'email",
    "exterieure a l'organisation", "externe a l'organisation", "externe a l'organisation", NULL,
  };

  return strlen (paragraph) < 700 && relais_quote_starts_with_any (paragraph, openers)
         && relais_quote_contains_any (paragraph, phrases);
}
