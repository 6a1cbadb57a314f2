{# title: Script of the file that plays #}
{# scope: page #}
"use strict";
// One step at a time, and of a change one of its two states. Nothing is stored or fetched; without this script all steps
// stand one below the other.
(() => {
    const root = document.documentElement;
    root.classList.add("js");
    let steps = [];
    let links = [];
    let at = 0;
    let side = 1; // 0: the state that the change starts from; 1: the one that it leads to
    let name = "";

    const showSide = () => {
        const pictures = [...steps[at].querySelectorAll("figure")];
        pictures.forEach((picture, index) =>
            picture.classList.toggle("shown", index === Math.min(side, pictures.length - 1)));
    };

    const show = (index, isFirst) => {
        if (!steps.length) return;
        at = Math.max(0, Math.min(index, steps.length - 1));
        steps.forEach((step, number) => step.classList.toggle("shown", number === at));
        links.forEach((link, number) =>
            number === at ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current"));
        side = 1;
        showSide();
        links[at].scrollIntoView({block: "nearest"});
        document.title = steps[at].querySelector("h1").textContent + " · " + name;
        if (!isFirst) steps[at].focus({preventScroll: true});
        scrollTo(0, 0);
    };

    const addressed = () => steps.findIndex(step => "#" + step.id === location.hash);

    // The address can be sent to others; where a browser forbids that in a file, the step shows all the same.
    const go = index => {
        const wanted = Math.max(0, Math.min(index, steps.length - 1));
        if (wanted === at) return;
        show(wanted, false);
        try {
            history.replaceState(null, "", "#" + steps[at].id);
        } catch {
            // it stays as it was
        }
    };

    const onKey = event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key;
        if (key === "ArrowRight" || key === "PageDown" || (key === " " && !event.shiftKey)) go(at + 1);
        else if (key === "ArrowLeft" || key === "PageUp" || key === " ") go(at - 1);
        else if (key === "Home") go(0);
        else if (key === "End") go(steps.length - 1);
        else if (key === "c" || key === "C") {
            side = 1 - side;
            showSide();
        } else return;
        event.preventDefault();
    };

    document.addEventListener("DOMContentLoaded", () => {
        steps = [...document.querySelectorAll("main > section")];
        links = [...document.querySelectorAll("nav a")];
        name = document.title;
        show(Math.max(0, addressed()), true);
        addEventListener("hashchange", () => {
            const index = addressed();
            if (index >= 0 && index !== at) show(index, false);
        });
        addEventListener("keydown", onKey);
    });
})();
