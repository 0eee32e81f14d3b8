/* test-extract-letters.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-extract-case.h"

/* Letters: signatures, footers and what only looks like them. */
static const ExtractCase CASES[] = {
  { "delimiter", "Question", FALSE,
    "Hello,\n"
    "\n"
    "Do you have this in blue?\n"
    "\n"
    "Thanks\n"
    "Kim\n"
    "-- \n"
    "Kim Lee\n"
    "Sales manager\n"
    "+44 20 7946 0000\n",
    "Hello,\n"
    "\n"
    "Do you have this in blue?\n"
    "\n"
    "Thanks\n"
    "Kim" },
  { "disclaimer-en", "Invoice", FALSE,
    "Dear all,\n"
    "\n"
    "Please find attached the invoice.\n"
    "\n"
    "Kind regards,\n"
    "Tom Baker\n"
    "Accounts, Blue Ltd\n"
    "Tel: +44 20 7946 0958 | www.blue.example\n"
    "\n"
    "This e-mail and any attachments are confidential and intended solely for the addressee. "
    "If you are not the intended recipient please delete it.\n"
    "\n"
    "Registered in England No 123456.\n",
    "Dear all,\n"
    "\n"
    "Please find attached the invoice.\n"
    "\n"
    "Kind regards,\n"
    "Tom Baker" },
  { "disclaimer-fr", "Facture", FALSE,
    "Bonjour,\n"
    "\n"
    "Veuillez trouver ci-joint la facture.\n"
    "\n"
    "Cordialement,\n"
    "Service comptabilité\n"
    "\n"
    "Ce message et toutes les pièces jointes (ci-après le « message ») sont établis à "
    "l'intention exclusive de ses destinataires et sont confidentiels. Si vous recevez ce "
    "message par erreur, merci de le détruire.\n"
    "Pensez à l'environnement avant d'imprimer ce message.\n",
    "Bonjour,\n"
    "\n"
    "Veuillez trouver ci-joint la facture.\n"
    "\n"
    "Cordialement,\n"
    "Service comptabilité" },
  { "external-banner", "Demande", FALSE,
    "[EXTERNAL] This email originated from outside of the organization. Do not click links "
    "unless you recognize the sender.\n"
    "\n"
    "Hello,\n"
    "could you send me the programme?\n",
    "Hello,\n"
    "could you send me the programme?" },
  { "shipping-from-to", "Transport", FALSE,
    "Bonjour,\n"
    "\n"
    "Je souhaite expédier un colis.\n"
    "\n"
    "De : Paris\n"
    "À : Lyon\n"
    "Date : 12 mars à 10:00\n"
    "\n"
    "Merci\n"
    "Paul\n",
    "Bonjour,\n"
    "\n"
    "Je souhaite expédier un colis.\n"
    "\n"
    "De : Paris\n"
    "À : Lyon\n"
    "Date : 12 mars à 10:00\n"
    "\n"
    "Merci\n"
    "Paul" },
  { "written-sentence-wrote", "Plainte", FALSE,
    "Bonjour,\n"
    "\n"
    "Le 3 mars, votre collègue m'a écrit :\n"
    "« le colis part demain ».\n"
    "Je n'ai toujours rien reçu.\n"
    "\n"
    "Paul\n",
    "Bonjour,\n"
    "\n"
    "Le 3 mars, votre collègue m'a écrit :\n"
    "« le colis part demain ».\n"
    "Je n'ai toujours rien reçu.\n"
    "\n"
    "Paul" },
  { "address-as-content", "Livraison", FALSE,
    "Bonjour,\n"
    "\n"
    "Merci de livrer à l'adresse suivante :\n"
    "\n"
    "Paul Martin\n"
    "12 rue des Lilas\n"
    "75011 Paris\n"
    "06 12 34 56 78\n",
    "Bonjour,\n"
    "\n"
    "Merci de livrer à l'adresse suivante :\n"
    "\n"
    "Paul Martin\n"
    "12 rue des Lilas\n"
    "75011 Paris\n"
    "06 12 34 56 78" },
  { "parent-signature", "Absence", FALSE,
    "Bonjour,\n"
    "\n"
    "Léo sera absent demain.\n"
    "\n"
    "Cordialement,\n"
    "Mme Dupont\n"
    "Mère de Léo Dupont, CM2\n"
    "06 12 34 56 78\n",
    "Bonjour,\n"
    "\n"
    "Léo sera absent demain.\n"
    "\n"
    "Cordialement,\n"
    "Mme Dupont\n"
    "Mère de Léo Dupont, CM2" },
  { "postscript", "Concert", FALSE,
    "Bonjour,\n"
    "\n"
    "Nous venons.\n"
    "\n"
    "Amicalement,\n"
    "Paul Martin\n"
    "Théâtre du Nord\n"
    "Tél. 03 20 00 00 00\n"
    "\n"
    "PS : avez-vous un piano ?\n",
    "Bonjour,\n"
    "\n"
    "Nous venons.\n"
    "\n"
    "Amicalement,\n"
    "Paul Martin\n"
    "\n"
    "PS : avez-vous un piano ?" },
  { "no-closing-block", "Concert", FALSE,
    "Bonjour, nous serions intéressés par votre spectacle. Quel est votre cachet ?\n"
    "\n"
    "Claire Petit\n"
    "Programmatrice\n"
    "Scène nationale de Brest\n"
    "claire@scene.example\n"
    "02 98 00 00 00\n",
    "Bonjour, nous serions intéressés par votre spectacle. Quel est votre cachet ?" },
  { "phone-in-prose", "Rappel", FALSE,
    "Bonjour,\n"
    "\n"
    "Pouvez-vous me rappeler ? Je suis joignable au 06 12 34 56 78 après 18h.\n"
    "\n"
    "Paul\n",
    "Bonjour,\n"
    "\n"
    "Pouvez-vous me rappeler ? Je suis joignable au 06 12 34 56 78 après 18h.\n"
    "\n"
    "Paul" },
  { "form", "Formulaire", FALSE,
    "Nom : Martin\n"
    "Prénom : Paul\n"
    "Téléphone : 06 12 34 56 78\n"
    "Email : paul@example.org\n"
    "Message : Je voudrais un devis pour un mariage.\n",
    "Nom : Martin\n"
    "Prénom : Paul\n"
    "Téléphone : 06 12 34 56 78\n"
    "Email : paul@example.org\n"
    "Message : Je voudrais un devis pour un mariage." },
  { "unsubscribe-request", "Cours", FALSE,
    "Bonjour,\n"
    "\n"
    "Comment faire pour se désinscrire du cours de chant ?\n"
    "\n"
    "Merci\n",
    "Bonjour,\n"
    "\n"
    "Comment faire pour se désinscrire du cours de chant ?\n"
    "\n"
    "Merci" },
  { "list-dash", "Répertoire", FALSE,
    "Bonjour,\n"
    "\n"
    "Voici le programme :\n"
    "- Bach\n"
    "- Mozart\n"
    "---\n"
    "Deuxième partie :\n"
    "- Ravel\n"
    "- Debussy\n"
    "\n"
    "Paul\n",
    "Bonjour,\n"
    "\n"
    "Voici le programme :\n"
    "- Bach\n"
    "- Mozart\n"
    "---\n"
    "Deuxième partie :\n"
    "- Ravel\n"
    "- Debussy\n"
    "\n"
    "Paul" },
  { "formal", "Inscription", FALSE,
    "Madame, Monsieur,\n"
    "\n"
    "Je souhaite inscrire mon fils.\n"
    "\n"
    "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.\n"
    "\n"
    "Jean Morel\n"
    "14 avenue Foch\n"
    "69006 Lyon\n"
    "04 72 00 00 00\n",
    "Madame, Monsieur,\n"
    "\n"
    "Je souhaite inscrire mon fils.\n"
    "\n"
    "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.\n"
    "\n"
    "Jean Morel" },
  { "pipe-signature", "Info", FALSE,
    "Hi team,\n"
    "\n"
    "When does the next course start?\n"
    "\n"
    "Best,\n"
    "Sara Lind | Project Manager | Northlight AB\n"
    "m: +46 70 123 45 67 | sara@northlight.example\n",
    "Hi team,\n"
    "\n"
    "When does the next course start?\n"
    "\n"
    "Best," },
  { "stars-signature", "Devis", FALSE,
    "Bonjour,\n"
    "\n"
    "Pouvez-vous me faire un devis pour 200 affiches ?\n"
    "\n"
    "Merci d'avance\n"
    "**********************\n"
    "Luc Moreau\n"
    "Imprimeries du Sud\n"
    "Port. : 06 11 22 33 44\n",
    "Bonjour,\n"
    "\n"
    "Pouvez-vous me faire un devis pour 200 affiches ?\n"
    "\n"
    "Merci d'avance" },
  { "tagline", "Question", FALSE,
    "Hi,\n"
    "\n"
    "Is the studio available next week?\n"
    "\n"
    "Best,\n"
    "John\n"
    "--\n"
    "John Doe\n"
    "CEO, Acme Inc.\n"
    "+1 555 123 4567\n"
    "\"Innovation distinguishes between a leader and a follower.\" - Steve Jobs\n",
    "Hi,\n"
    "\n"
    "Is the studio available next week?\n"
    "\n"
    "Best,\n"
    "John" },
  { "double-name", "Question", FALSE,
    "Bonjour,\n"
    "\n"
    "Quand commence le stage ?\n"
    "\n"
    "Bonne journée,\n"
    "Julie\n"
    "\n"
    "Julie Dupont\n"
    "Chargée de diffusion - Compagnie du Pont\n"
    "06 12 34 56 78\n"
    "julie@compagnie.example\n"
    "www.compagnie.example\n",
    "Bonjour,\n"
    "\n"
    "Quand commence le stage ?\n"
    "\n"
    "Bonne journée,\n"
    "Julie" },
  { "english-i-wrote", "Order", FALSE,
    "Hi,\n"
    "\n"
    "On 5 March 2026 I wrote:\n"
    "\"please cancel my order\".\n"
    "Nobody answered. Please do it now.\n"
    "\n"
    "Kim\n",
    "Hi,\n"
    "\n"
    "On 5 March 2026 I wrote:\n"
    "\"please cancel my order\".\n"
    "Nobody answered. Please do it now.\n"
    "\n"
    "Kim" },
  { "zendesk-top", "Demande n°123", FALSE,
    "##- Veuillez saisir votre réponse au-dessus de cette ligne -##\n"
    "\n"
    "Bonjour, votre demande a été reçue.\n",
    "Bonjour, votre demande a été reçue." },
  { "de-in-prose", "Trajet", FALSE,
    "Bonjour,\n"
    "De : la gare, il faut compter dix minutes.\n"
    "À bientôt,\n"
    "Paul\n",
    "Bonjour,\n"
    "De : la gare, il faut compter dix minutes.\n"
    "À bientôt,\n"
    "Paul" },
  { "list-footer-google", "[choir] Rehearsal", FALSE,
    "The rehearsal moves to Tuesday.\n"
    "\n"
    "Ann\n"
    "\n"
    "-- \n"
    "You received this message because you are subscribed to the Google Groups \"choir\" "
    "group.\n"
    "To unsubscribe from this group and stop receiving emails from it, send an email to "
    "choir+unsubscribe@googlegroups.example.\n",
    "The rehearsal moves to Tuesday.\n"
    "\n"
    "Ann" },
  { "avast", "Info", FALSE,
    "Bonjour, la salle est réservée.\n"
    "\n"
    "Paul\n"
    "\n"
    "--\n"
    "Cet e-mail a été vérifié par le logiciel antivirus d'Avast.\n"
    "www.avast.com\n",
    "Bonjour, la salle est réservée.\n"
    "\n"
    "Paul" },
  { "ps-first", "Info", FALSE,
    "Bonjour,\n"
    "\n"
    "Je viendrai avec mon fils.\n"
    "\n"
    "Cordialement\n"
    "Marie Lefèvre\n"
    "06 22 33 44 55\n"
    "PS: il est allergique aux noix\n",
    "Bonjour,\n"
    "\n"
    "Je viendrai avec mon fils.\n"
    "\n"
    "Cordialement\n"
    "Marie Lefèvre\n"
    "\n"
    "PS: il est allergique aux noix" },
  { "student-signature", "Certificat", FALSE,
    "Bonjour,\n"
    "\n"
    "J'aurais besoin d'un certificat de scolarité.\n"
    "\n"
    "Cordialement,\n"
    "Hugo Lambert\n"
    "L2 Histoire, groupe B\n"
    "N° étudiant 20231234\n",
    "Bonjour,\n"
    "\n"
    "J'aurais besoin d'un certificat de scolarité.\n"
    "\n"
    "Cordialement,\n"
    "Hugo Lambert\n"
    "L2 Histoire, groupe B\n"
    "N° étudiant 20231234" },
  { "contact-asked", "Coordonnées", FALSE,
    "Bonjour, voici mes coordonnées comme convenu.\n"
    "\n"
    "Tél. 06 12 34 56 78\n"
    "Mail paul@example.org\n",
    "Bonjour, voici mes coordonnées comme convenu.\n"
    "\n"
    "Tél. 06 12 34 56 78\n"
    "Mail paul@example.org" },
  { "dear-sir-faithfully", "Hire", FALSE,
    "Dear Sir or Madam,\n"
    "\n"
    "I would like to hire the main hall on 3 June for a charity dinner.\n"
    "\n"
    "Yours faithfully,\n"
    "\n"
    "Margaret O'Neill (Mrs)\n"
    "Chair, Friends of the Library\n"
    "4 Church Road, Bath BA1 2AB\n",
    "Dear Sir or Madam,\n"
    "\n"
    "I would like to hire the main hall on 3 June for a charity dinner.\n"
    "\n"
    "Yours faithfully,\n"
    "\n"
    "Margaret O'Neill (Mrs)" },
  { "english-dash-name", "Help", FALSE,
    "My printer does not work.\n"
    "Can you send someone?\n"
    "\n"
    "- Kim\n",
    "My printer does not work.\n"
    "Can you send someone?\n"
    "\n"
    "- Kim" },
  { "ext-fr", "Demande", FALSE,
    "ATTENTION : Cet e-mail provient de l'extérieur de l'organisation. Ne cliquez pas sur "
    "les liens si vous ne connaissez pas l'expéditeur.\n"
    "\n"
    "Bonjour, avez-vous reçu ma facture ?\n",
    "Bonjour, avez-vous reçu ma facture ?" },
  { "h3", "Demande de stage", FALSE,
    "Madame, Monsieur,\n"
    "\n"
    "Actuellement en classe de 3e au collège Jean Jaurès, je recherche un stage "
    "d'observation du 15 au 19 juin.\n"
    "Je suis passionné par le son et la lumière.\n"
    "\n"
    "Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur, mes "
    "salutations distinguées.\n"
    "\n"
    "Yanis Belkacem\n"
    "5 rue des Acacias\n"
    "93100 Montreuil\n"
    "07 81 22 33 44\n",
    "Madame, Monsieur,\n"
    "\n"
    "Actuellement en classe de 3e au collège Jean Jaurès, je recherche un stage "
    "d'observation du 15 au 19 juin.\n"
    "Je suis passionné par le son et la lumière.\n"
    "\n"
    "Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur, mes "
    "salutations distinguées.\n"
    "\n"
    "Yanis Belkacem" },
  { "h9", "Absent demain", FALSE,
    "Bonjour madame, Inès a de la fièvre elle ne viendra pas demain ni jeudi. Pouvez vous "
    "garder ses devoirs ? Merci. Mme Ferreira (maman d'Inès, CE1 B)\n"
    "Envoyé de mon Galaxy A52\n",
    "Bonjour madame, Inès a de la fièvre elle ne viendra pas demain ni jeudi. Pouvez vous "
    "garder ses devoirs ? Merci. Mme Ferreira (maman d'Inès, CE1 B)" },
  { "h10", "Retour article", FALSE,
    "Bonjour,\n"
    "\n"
    "J'ai reçu un article défectueux (commande 20417).\n"
    "\n"
    "N° de commande : 20417\n"
    "Article : archet alto\n"
    "Adresse : 8 place du Marché, 67000 Strasbourg\n"
    "Téléphone : 03 88 00 00 00\n"
    "\n"
    "Pouvez-vous me l'échanger ?\n"
    "\n"
    "Cordialement\n"
    "Paul Weiss\n",
    "Bonjour,\n"
    "\n"
    "J'ai reçu un article défectueux (commande 20417).\n"
    "\n"
    "N° de commande : 20417\n"
    "Article : archet alto\n"
    "Adresse : 8 place du Marché, 67000 Strasbourg\n"
    "Téléphone : 03 88 00 00 00\n"
    "\n"
    "Pouvez-vous me l'échanger ?\n"
    "\n"
    "Cordialement\n"
    "Paul Weiss" },
  { "h11", "Quote request", FALSE,
    "Hi there\n"
    "\n"
    "Could you quote for 300 flyers A5, double sided, by 2 April?\n"
    "\n"
    "Delivery address:\n"
    "Green Café\n"
    "12 Mill Lane\n"
    "Cambridge CB2 1AA\n"
    "\n"
    "Cheers\n"
    "Dan\n"
    "07700 900123\n",
    "Hi there\n"
    "\n"
    "Could you quote for 300 flyers A5, double sided, by 2 April?\n"
    "\n"
    "Delivery address:\n"
    "Green Café\n"
    "12 Mill Lane\n"
    "Cambridge CB2 1AA\n"
    "\n"
    "Cheers\n"
    "Dan" },
  { "h14", "Order status", FALSE,
    "Order 88121 - where is it?\n"
    "\n"
    "Regards\n"
    "\n"
    "Mr J. Smith\n",
    "Order 88121 - where is it?\n"
    "\n"
    "Regards\n"
    "\n"
    "Mr J. Smith" },
  { "h19", "Concert du 12", FALSE,
    "Salut Paul !\n"
    "\n"
    "Super concert hier soir, bravo à toute l'équipe :-)\n"
    "On remet ça en juin ? Dis-moi tes dispos.\n"
    "\n"
    "Biz\n"
    "Fred\n",
    "Salut Paul !\n"
    "\n"
    "Super concert hier soir, bravo à toute l'équipe :-)\n"
    "On remet ça en juin ? Dis-moi tes dispos.\n"
    "\n"
    "Biz\n"
    "Fred" },
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
      g_autofree char *path = g_strdup_printf ("/mail/extract/letters/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], plain_case);
    }
  return g_test_run ();
}
