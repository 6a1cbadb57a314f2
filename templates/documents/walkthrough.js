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
    let isWhole = false; // all of a picture, however small its text gets
    let parts = [];      // of the picture that is shown: areas that can be read at once; where it fits, one
    let part = 0;

    const readable = 11; // pixels: no text is smaller
    const most = 1.5;
    const margin = 16; // around a card, in the picture's pixels
    const below = 96; // of the window: that there is more to read

    // As in the walkthrough itself: from the first card that is left, always the one that makes a part grow least.
    const divide = (cards, wide, high) => {
        const left = cards.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const union = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
        const made = [];
        while (left.length) {
            let grown = left.shift();
            for (;;) {
                let best = -1;
                let least = Infinity;
                left.forEach((card, index) => {
                    const one = union(grown, card);
                    const size = one[2] - one[0] + one[3] - one[1];
                    if (one[2] - one[0] <= wide && one[3] - one[1] <= high && size < least) {
                        best = index;
                        least = size;
                    }
                });
                if (best < 0) break;
                grown = union(grown, left.splice(best, 1)[0]);
            }
            made.push(grown);
        }
        return made;
    };

    const cardsOf = figure => (figure.dataset.cards || "").split(",").filter(Boolean).map(text => {
        const [x, y, width, height] = text.split(" ").map(Number);
        return [x - margin, y - margin, x + width + margin, y + height + margin];
    });

    // The part of the picture that is its turn, in the middle of its frame.
    const showPart = () => {
        const figure = steps[at].querySelector("figure.shown");
        if (!figure || !parts.length) return;
        const frame = figure.querySelector(".frame");
        const scale = parts.scale;
        const [left, top, right, bottom] = parts[part];
        frame.scrollTo((left + right) / 2 * scale - frame.clientWidth / 2, (top + bottom) / 2 * scale - frame.clientHeight / 2);
        figure.querySelector(".part").textContent = parts.length > 1 ? "· part " + (part + 1) + " of " + parts.length : "";
    };

    // `fromEnd`: whoever comes back sees what he left.
    const fit = fromEnd => {
        parts = [];
        const figure = steps[at].querySelector("figure.shown");
        const image = figure && figure.querySelector("img");
        if (!image || !image.naturalWidth) return;
        const frame = figure.querySelector(".frame");
        figure.classList.add("scaled");
        frame.style.height = "auto";
        const room = Math.max(240, innerHeight - (frame.getBoundingClientRect().top + scrollY) - below);
        const wide = figure.clientWidth - 2;
        const whole = Math.min(wide / image.naturalWidth, room / image.naturalHeight, most);
        const needed = readable / (Number(figure.dataset.smallest) || readable);
        const scale = isWhole || whole >= needed ? whole : needed;
        image.style.width = Math.round(image.naturalWidth * scale) + "px";
        frame.style.height = Math.ceil(Math.min(room, image.naturalHeight * scale + 2)) + "px";
        const cards = cardsOf(figure);
        parts = scale > whole && cards.length ? divide(cards, frame.clientWidth / scale, frame.clientHeight / scale)
                                              : [[0, 0, image.naturalWidth, image.naturalHeight]];
        parts.scale = scale;
        part = fromEnd ? parts.length - 1 : 0;
        showPart();
    };

    const showSide = fromEnd => {
        const pictures = [...steps[at].querySelectorAll("figure")];
        pictures.forEach((picture, index) =>
            picture.classList.toggle("shown", index === Math.min(side, pictures.length - 1)));
        fit(fromEnd);
    };

    const show = (index, isFirst, fromEnd) => {
        if (!steps.length) return;
        at = Math.max(0, Math.min(index, steps.length - 1));
        steps.forEach((step, number) => step.classList.toggle("shown", number === at));
        links.forEach((link, number) =>
            number === at ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current"));
        side = 1;
        showSide(fromEnd);
        links[at].scrollIntoView({block: "nearest"});
        document.title = steps[at].querySelector("h1").textContent + " · " + name;
        if (!isFirst) steps[at].focus({preventScroll: true});
        scrollTo(0, 0);
    };

    const addressed = () => steps.findIndex(step => "#" + step.id === location.hash);

    // The address can be sent to others; where a browser forbids that in a file, the step shows all the same.
    const go = (index, fromEnd) => {
        const wanted = Math.max(0, Math.min(index, steps.length - 1));
        if (wanted === at) return;
        show(wanted, false, fromEnd);
        try {
            history.replaceState(null, "", "#" + steps[at].id);
        } catch {
            // it stays as it was
        }
    };

    // The next part of a picture, else the next step.
    const move = by => {
        if (part + by >= 0 && part + by < parts.length) {
            part += by;
            showPart();
        } else go(at + by, by < 0);
    };

    const onKey = event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key;
        if (key === "ArrowRight" || key === "PageDown" || (key === " " && !event.shiftKey)) move(1);
        else if (key === "ArrowLeft" || key === "PageUp" || key === " ") move(-1);
        else if (key === "Home") go(0);
        else if (key === "End") go(steps.length - 1);
        else if (key === "c" || key === "C") {
            side = 1 - side;
            showSide(false);
        } else if (key === "w" || key === "W") {
            isWhole = !isWhole;
            fit(false);
        } else return;
        event.preventDefault();
    };

    document.addEventListener("DOMContentLoaded", () => {
        steps = [...document.querySelectorAll("main > section")];
        links = [...document.querySelectorAll("nav a")];
        name = document.title;
        show(Math.max(0, addressed()), true, false);
        // Pictures may come after the document, and windows change.
        addEventListener("load", () => fit(false));
        addEventListener("resize", () => fit(false));
        addEventListener("hashchange", () => {
            const index = addressed();
            if (index >= 0 && index !== at) show(index, false, false);
        });
        addEventListener("keydown", onKey);
    });
})();
