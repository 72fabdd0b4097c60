package org.loopscope.controller.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The open pages. The dashboard's thread only. */
public final class Pages {
    private final List<PageClient> open = new ArrayList<>();
    private final PageMessage.Maker maker = new PageMessage.Maker();

    PageMessage.Maker maker() {
        return maker;
    }

    void add(PageClient page) {
        open.add(page);
    }

    void remove(PageClient page) {
        open.remove(page);
    }

    List<PageClient> all() {
        return List.copyOf(open);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void tell(PageMessage message) {
        tell(message, page -> true);
    }

    void tell(PageMessage message, Predicate<PageClient> whom) {
        for (PageClient page : open) {
            if (whom.test(page)) {
                page.send(message);
            }
        }
    }
}
