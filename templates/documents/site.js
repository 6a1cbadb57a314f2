{# title: Script of the one file #}
{# scope: page #}
"use strict";
// One document at a time, a search over all of them, and addresses that can be kept. Nothing is stored or fetched;
// without this script all documents stand one below the other.
(() => {
    const root = document.documentElement;
    root.classList.add("js");

    const byId = id => document.getElementById(id);
    const make = (tag, name, text) => {
        const element = document.createElement(tag);
        if (name) element.className = name;
        if (text !== undefined) element.textContent = text;
        return element;
    };

    // ------------------------------------------------------------ one document at a time

    let articles = [];
    let links = new Map(); // of the navigation, by path
    let siteName = "";
    let shown = null;

    const addressed = () => {
        const id = location.hash.slice(1);
        try {
            return byId(decodeURIComponent(id)) || byId(id);
        } catch {
            return byId(id);
        }
    };

    const mark = article => {
        for (const link of links.values()) link.removeAttribute("aria-current");
        const link = links.get(article.id);
        if (!link) return;
        link.setAttribute("aria-current", "page");
        const group = link.closest("details");
        if (group) group.open = true;
        link.scrollIntoView({block: "nearest"});
    };

    const show = isFirst => {
        let target = addressed();
        let article = target ? target.closest("article") : null;
        if (!article) {
            if (target && shown) return; // a place of the page that is in no document
            article = target = articles[0];
        }
        if (!article) return;
        if (article !== shown) {
            if (shown) shown.classList.remove("shown");
            article.classList.add("shown");
            shown = article;
            const title = article.getAttribute("aria-label");
            document.title = title === siteName ? siteName : title + " · " + siteName;
            mark(article);
        }
        if (!isFirst) article.focus({preventScroll: true});
        const kept = history.state ? history.state.y : undefined;
        if (typeof kept === "number") scrollTo(0, kept);
        else if (location.hash) target.scrollIntoView();
        else scrollTo(0, 0);
    };

    // Where a reader was in a document when coming back to it.
    let keeping = 0;
    const keepPlace = () => {
        clearTimeout(keeping);
        keeping = setTimeout(() => {
            try {
                history.replaceState({y: scrollY}, "");
            } catch {
                // a browser that forbids it in a file: coming back begins at the top
            }
        }, 120);
    };

    // A picture stands in the file once; its other places lead to it.
    const repeatPictures = () => {
        for (const link of document.querySelectorAll("a.again")) {
            const picture = byId(link.getAttribute("href").slice(1));
            if (!picture) continue;
            const copy = picture.cloneNode();
            copy.removeAttribute("id");
            copy.alt = link.textContent;
            if (link.parentElement.matches("figure")) link.after(make("figcaption", "", link.textContent));
            link.replaceWith(copy);
        }
    };

    // ------------------------------------------------------------ search

    const blocks = "h1, h2, h3, h4, h5, h6, p, li, td, th, pre, figcaption, blockquote";
    const most = 50;
    let index = null;

    // The text of a document, one line a block, and where its sections begin in it.
    const readArticle = article => {
        const walker = document.createTreeWalker(article.querySelector(".body"), NodeFilter.SHOW_TEXT);
        const places = [];
        let text = "";
        let last = null;
        while (walker.nextNode()) {
            const words = walker.currentNode.data.replace(/\s+/g, " ");
            const block = walker.currentNode.parentElement.closest(blocks);
            if (words === " ") {
                if (block === last) text += words;
                continue;
            }
            if (block !== last) {
                text += "\n";
                if (block && block.id && block.tagName.startsWith("H"))
                    places.push({at: text.length, id: block.id, name: block.textContent});
                last = block;
            }
            text += words;
        }
        const title = article.getAttribute("aria-label");
        return {id: article.id, kind: article.dataset.kind, title, text, places, inTitle: title.toLowerCase(), inText: text.toLowerCase()};
    };

    const search = terms => {
        index = index || articles.map(readArticle);
        const hits = [];
        for (const entry of index) {
            if (!terms.every(term => entry.inTitle.includes(term) || entry.inText.includes(term))) continue;
            const named = terms.filter(term => entry.inTitle.includes(term)).length;
            const rank = named === terms.length ? (entry.inTitle.startsWith(terms[0]) ? 0 : 1) : named > 0 ? 2 : 3;
            hits.push({entry, rank});
        }
        return hits.sort((a, b) => a.rank - b.rank).map(hit => hit.entry);
    };

    // Around the first hit, with all terms marked. Text only: whatever a name is, it makes no element.
    const excerptOf = (entry, terms) => {
        const inText = terms.filter(term => !entry.inTitle.includes(term)).concat(terms).find(term => entry.inText.includes(term));
        if (inText === undefined) return null;
        const at = entry.inText.indexOf(inText);
        const from = Math.max(0, entry.text.lastIndexOf(" ", Math.max(0, at - 50)));
        const piece = entry.text.slice(from, at + inText.length + 90);
        const low = piece.toLowerCase();
        const excerpt = make("span", "excerpt", from > 0 ? "…" : "");
        excerpt.dir = "auto";
        let end = 0;
        while (end < piece.length) {
            let next = -1;
            let length = 0;
            for (const term of terms) {
                const found = low.indexOf(term, end);
                if (found >= 0 && (next < 0 || found < next)) {
                    next = found;
                    length = term.length;
                }
            }
            if (next < 0) break;
            excerpt.append(piece.slice(end, next), make("mark", "", piece.slice(next, next + length)));
            end = next + length;
        }
        excerpt.append(piece.slice(end), "…");
        return {excerpt, place: entry.places.filter(place => place.at <= at).pop()};
    };

    const resultOf = (entry, terms) => {
        const found = excerptOf(entry, terms);
        const place = found ? found.place : undefined;
        const link = make("a");
        link.href = "#" + (place ? place.id : entry.id);
        const what = make("span", "what");
        what.append(make("bdi", "", entry.title));
        const where = make("span", "where");
        where.append(entry.kind);
        if (place) where.append(entry.kind ? " · " : "", make("bdi", "", place.name));
        link.append(what, where);
        if (found) link.append(found.excerpt);
        const item = make("li");
        item.append(link);
        return item;
    };

    const searchAsTyped = () => {
        const terms = byId("_query").value.toLowerCase().split(/\s+/).filter(term => term);
        const found = byId("_found");
        found.hidden = terms.length === 0;
        byId("_documents").hidden = terms.length > 0;
        const list = found.querySelector("ul");
        list.replaceChildren();
        if (terms.length === 0) return;
        const hits = search(terms);
        found.querySelector("[role=status]").textContent =
            hits.length === 0 ? "Nothing found." : hits.length === 1 ? "1 document" :
            hits.length > most ? hits.length + " documents; the first " + most + ":" : hits.length + " documents";
        list.append(...hits.slice(0, most).map(entry => resultOf(entry, terms)));
    };

    const clearSearch = () => {
        byId("_query").value = "";
        searchAsTyped();
        if (shown) mark(shown);
        byId("_query").focus();
    };

    const onKey = event => {
        const query = byId("_query");
        const inSearch = event.target.closest(".search, #_found");
        if (event.key === "/" && event.target !== query && !event.ctrlKey && !event.metaKey && !event.altKey) {
            query.focus();
            query.select();
        } else if (inSearch && event.key === "Escape") {
            clearSearch();
        } else if (inSearch && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) {
            const results = [...byId("_found").querySelectorAll("a")];
            const at = results.indexOf(document.activeElement);
            if (event.key === "Enter") {
                if (event.target !== query || !results[0]) return;
                results[0].click();
            } else {
                const next = at + (event.key === "ArrowDown" ? 1 : -1);
                (next < 0 ? query : results[Math.min(next, results.length - 1)] || query).focus();
            }
        } else {
            return;
        }
        event.preventDefault();
    };

    // ------------------------------------------------------------ all of it

    document.addEventListener("DOMContentLoaded", () => {
        articles = [...document.querySelectorAll("main > article")];
        links = new Map([...byId("_documents").querySelectorAll("a")].map(link => [link.getAttribute("href").slice(1), link]));
        siteName = document.title;
        history.scrollRestoration = "manual";
        repeatPictures();
        show(true);
        addEventListener("hashchange", () => {
            clearTimeout(keeping);
            show(false);
        });
        addEventListener("scroll", keepPlace, {passive: true});
        addEventListener("keydown", onKey);
        byId("_query").addEventListener("input", searchAsTyped);
        document.querySelector(".skip").addEventListener("click", event => {
            event.preventDefault();
            (shown || byId("_content")).focus();
        });
        byId("_all").addEventListener("click", () => {
            root.classList.add("all");
            print();
        });
        addEventListener("afterprint", () => root.classList.remove("all"));
    });
})();
