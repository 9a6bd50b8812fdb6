// The page on which the owner adds articles and sees which there are.
import { api, choose, main, make } from "./owner.js";

const words = choose({ articles: "記事" }, { articles: "Articles" });

const list = make("ul", { className: "articles" });
const error = make("p", { className: "error", role: "alert" });
main.append(make("h1", { textContent: words.articles }), error, list);
try {
  const { articles } = await api("GET", "articles");
  list.replaceChildren(...articles.map(({ title }) => make("li", { textContent: title })));
} catch (refused) {
  error.textContent = refused.message;
}
