package org.loopscope.controller.dashboard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Activity on its way to the pages: the traces that each has selected, frame by frame in batches, and the raster of all
 * cells, ten columns a second. The dashboard's thread only.
 */
final class ActivityPages {
    private static final long BATCH_NS = 100_000_000L;

    private record TracesHead(String type, boolean history, int[] cells, long frameIndex, long[] endsNs) {}

    private record RasterHead(String type, boolean history, int cells, List<Long> endsNs) {}

    /** Cells that a search has found while the session runs, numbered behind all that were known before. */
    private record Found(int search, int first, int cells) {}

    private final double rateHz;
    private final List<Found> found = new ArrayList<>();
    private @Nullable ActivityRing ring;
    /** Without those found while the session runs. */
    private int cells;

    private long sent;

    ActivityPages(double rateHz) {
        this.rateHz = rateHz;
    }

    /** From now on there is activity of these too, in events of their own. */
    void adopt(int search, int newCells) {
        if (newCells > 0) {
            found.add(new Found(search, allCells(), newCells));
            resize();
        }
    }

    /** The session is back at the cells that it begins with. */
    void forgetFound() {
        found.clear();
        resize();
    }

    private void resize() {
        if (ring != null) {
            ring = ring.withCells(allCells());
        }
    }

    private int allCells() {
        return found.isEmpty()
                ? cells
                : found.getLast().first() + found.getLast().cells();
    }

    /** Takes one frame's activity, and tells the pages when a batch is full. */
    void add(long frameIndex, long endNs, float[] dfOverF, float[] events, Pages pages) {
        ActivityRing into = ringOf(dfOverF.length);
        into.add(frameIndex, endNs, dfOverF, events);
        if (found.isEmpty()) {
            tellIfFull(into, endNs, pages);
        }
    }

    /** Takes a frame of which no page asks any more. */
    void pass(long frameIndex, long endNs, int ofCells, Pages pages) {
        ActivityRing into = ringOf(ofCells);
        into.pass(frameIndex, endNs);
        if (found.isEmpty()) {
            tellIfFull(into, endNs, pages);
        }
    }

    /**
     * Takes the activity of what one search has found, after that of its frame. The last search's completes the frame.
     *
     * @param dfOverF empty when no page asks any more
     */
    void addFound(int search, long frameIndex, float[] dfOverF, float[] events, Pages pages) {
        ActivityRing into = ring;
        if (into == null || into.written() == 0 || into.frameIndex(into.written() - 1) != frameIndex) {
            return; // the frame had no activity
        }
        for (Found each : found) {
            if (each.search() == search) {
                into.complete(each.first(), dfOverF, events);
                if (each.equals(found.getLast())) {
                    tellIfFull(into, into.endNs(into.written() - 1), pages);
                }
            }
        }
    }

    private ActivityRing ringOf(int ofCells) {
        ActivityRing of = ring;
        if (of == null || cells != ofCells) {
            cells = ofCells;
            found.clear();
            of = new ActivityRing(cells, rateHz);
            ring = of;
            sent = 0;
        }
        return of;
    }

    private void tellIfFull(ActivityRing into, long endNs, Pages pages) {
        if (endNs - into.endNs(Math.max(sent, into.oldest())) >= BATCH_NS) {
            tell(into, pages);
        }
    }

    private void tell(ActivityRing from, Pages pages) {
        long first = Math.max(sent, from.oldest());
        long last = from.written();
        sent = last;
        if (pages.isEmpty()) {
            return;
        }
        ByteBuffer column = ByteBuffer.allocate(from.cells());
        from.column(first, last, column);
        RasterHead head = new RasterHead("raster", false, from.cells(), List.of(from.endNs(last - 1)));
        pages.tell(pages.maker().binary(head, true, column.flip()));
        List<int[]> told = new ArrayList<>();
        for (PageClient page : pages.all()) {
            int[] cells = page.selection();
            if (cells.length > 0 && told.stream().noneMatch(page::selects)) {
                told.add(cells);
                pages.tell(traces(from, cells, false, first, last, pages), each -> each.selects(cells));
            }
        }
    }

    private static PageMessage traces(
            ActivityRing from, int[] cells, boolean history, long first, long last, Pages pages) {
        TracesHead head = new TracesHead("traces", history, cells, from.frameIndex(first), from.endsNs(first, last));
        return pages.maker().binary(head, !history, from.traces(cells, first, last));
    }

    /** What a page has selected, as far back as is known. */
    void tellHistory(PageClient page, Pages pages) {
        ActivityRing from = ring;
        if (from != null && sent > from.oldest() && page.selection().length > 0) {
            page.send(traces(from, page.selection(), true, from.oldest(), sent, pages));
        }
    }

    /** The raster, as far back as is known. */
    void tellRaster(PageClient page, Pages pages) {
        ActivityRing from = ring;
        if (from == null || sent <= from.oldest()) {
            return;
        }
        List<Long> columnsEndNs = new ArrayList<>();
        ByteBuffer columns = ByteBuffer.allocate((int) (from.cells() * (sent - from.oldest())));
        long first = from.oldest();
        for (long frame = first; frame < sent; frame++) {
            if (from.endNs(frame) - from.endNs(first) >= BATCH_NS || frame == sent - 1) {
                from.column(first, frame + 1, columns);
                columnsEndNs.add(from.endNs(frame));
                first = frame + 1;
            }
        }
        RasterHead head = new RasterHead("raster", true, from.cells(), columnsEndNs);
        page.send(pages.maker().binary(head, false, columns.flip()));
    }
}
