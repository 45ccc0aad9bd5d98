import { mount } from "svelte";
import App from "./App.svelte";
import { show } from "./frame/theme.svelte";
import { listen as listenToKeys } from "./keys/keys.svelte";
import { listen as listenToRoute } from "./route/route.svelte";
import "./styles/tokens.css";
import "./styles/base.css";

show();
listenToRoute();
listenToKeys();
const target = document.getElementById("page");
if (!target) throw new Error("index.html has an element `page`");
mount(App, { target });
