/* classifier-case.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "classifier-case.h"

typedef struct
{
  const char *kind;
  const char *texts[16];
} Examples;

static const Examples examples[] = {
  { "invoice",
    { "Please send me the invoice", "I need a copy of the invoice for March",
      "The invoice has the wrong address", "Could you resend last month's invoice?",
      "Where can I find the invoice of my order?", "We have not received your invoice yet",
      "Merci de m’envoyer la facture", "Il me faut une copie de la facture de mars",
      "La facture n’est pas à la bonne adresse",
      "Pouvez-vous renvoyer la facture du mois dernier ?",
      "Où se trouve la facture de ma commande ?", "Nous n’avons pas encore reçu votre facture" } },
  { "appointment",
    { "I would like to book an appointment", "Can I get an appointment on Tuesday?",
      "Please move my appointment to next week", "Are you free for an appointment on Friday?",
      "I must cancel my appointment tomorrow", "Is there an earlier appointment available?",
      "Je voudrais prendre rendez-vous", "Puis-je avoir un rendez-vous mardi ?",
      "Merci de déplacer mon rendez-vous à la semaine prochaine",
      "Êtes-vous libre pour un rendez-vous vendredi ?", "Je dois annuler mon rendez-vous de demain",
      "Y a-t-il un rendez-vous plus tôt ?" } },
  { "delivery",
    { "Where is my parcel?", "My parcel has not arrived", "When will the parcel be delivered?",
      "The parcel was delivered to the wrong house", "Can you track the delivery of my order?",
      "The courier did not come with the parcel", "Où est mon colis ?",
      "Mon colis n’est pas arrivé", "Quand le colis sera-t-il livré ?",
      "Le colis a été livré à la mauvaise maison",
      "Pouvez-vous suivre la livraison de ma commande ?",
      "Le livreur n’est pas venu avec le colis" } },
  { "absence",
    { "My son is ill and stays at home today", "My daughter will be absent on Monday",
      "He is sick and cannot come to school", "Please excuse the absence of my child",
      "She will miss class because of a doctor's visit",
      "My daughter was absent because she was ill", "Mon fils est malade et reste à la maison",
      "Ma fille sera absente lundi", "Il est malade et ne peut pas venir à l’école",
      "Merci d’excuser l’absence de mon enfant", "Elle manquera la classe à cause du médecin",
      "Ma fille était absente, elle était malade" } },
  { "complaint",
    { "I am very unhappy with your service", "This is unacceptable, I want to complain",
      "Your staff was rude to me", "The quality is terrible and I am disappointed",
      "I am angry that nobody answers", "What a bad experience, never again",
      "Je suis très mécontent de votre service", "C’est inacceptable, je veux me plaindre",
      "Votre personnel a été impoli avec moi", "La qualité est affreuse et je suis déçu",
      "Je suis fâché que personne ne réponde", "Quelle mauvaise expérience, plus jamais" } },
  { "hours",
    { "What are your opening hours?", "Are you open on Sunday?", "When does the office close?",
      "Is the office open during the holidays?", "At what time do you open?",
      "Until when are you open today?", "Quels sont vos horaires d’ouverture ?",
      "Êtes-vous ouverts le dimanche ?", "Quand le bureau ferme-t-il ?",
      "Le bureau est-il ouvert pendant les vacances ?", "À quelle heure ouvrez-vous ?",
      "Jusqu’à quand êtes-vous ouverts aujourd’hui ?" } },
  { NULL,
    { "Newsletter: concerts and walks in town this month",
      "Minutes of the meeting of the committee", "Happy birthday to our colleague Anna!",
      "The lift is out of order until noon", "Lettre d’information : concerts et balades du mois",
      "Compte rendu de la réunion du comité", "Joyeux anniversaire à notre collègue Anna !",
      "L’ascenseur est en panne jusqu’à midi" } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (examples) == CLASSIFIER_CASE_N_KINDS + 1);

RelaisTrainingSet *
classifier_case_office (void)
{
  RelaisTrainingSet *samples = relais_training_set_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    for (gsize j = 0; examples[i].texts[j] != NULL; j++)
      relais_training_set_add (samples, examples[i].texts[j], examples[i].kind, 1.0);

  return samples;
}
