package org.loopscope.controller.session;

import java.util.Set;
import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;

/** Asks for a search for new cells when a block begins that the experiment file says so of. Experiment thread. */
final class SearchAtBlocks implements Consumer<SessionEvent> {
    private final Set<String> blocks;
    private final CellSearchAgent search;
    private final Consumer<SessionEvent> log;

    /**
     * @param blocks their names
     * @param log gets every event
     */
    SearchAtBlocks(Set<String> blocks, CellSearchAgent search, Consumer<SessionEvent> log) {
        this.blocks = blocks;
        this.search = search;
        this.log = log;
    }

    @Override
    public void accept(SessionEvent event) {
        log.accept(event);
        if (event instanceof SessionEvent.BlockChanged change && change.begun() && blocks.contains(change.block())) {
            search.request();
        }
    }
}
