import { both } from "../../words";

export const words = both({
  fr: {
    title: "Se connecter",
    lead: "Ce serveur n’est ouvert qu’à celles et ceux qui y ont un compte.",
    name: "Nom",
    password: "Mot de passe",
    go: "Se connecter",
    wrong: "Le nom ou le mot de passe n’est pas le bon.",
    help: "Mot de passe oublié ? Qui administre le serveur peut en donner un nouveau.",
  },
  en: {
    title: "Sign in",
    lead: "This server is open only to those who have an account on it.",
    name: "Name",
    password: "Password",
    go: "Sign in",
    wrong: "Name or password is wrong.",
    help: "Forgot your password? Whoever administers the server can give you a new one.",
  },
});
