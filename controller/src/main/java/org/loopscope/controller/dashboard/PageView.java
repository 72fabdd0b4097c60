package org.loopscope.controller.dashboard;

/** What the open pages show: a session that runs, or one that has been. On the dashboard's thread only. */
public interface PageView {
    /** Connects it to the pages; called once, before all else. */
    void shownOn(Pages pages);

    /** Tells a page that has been opened everything up to now. */
    void welcome(PageClient page);

    /** Does what a page asks that is about what it shows; false for a request that means nothing to this view. */
    boolean does(PageClient page, PageRequest request);

    /** Tells the pages what is new; false when there was nothing. */
    boolean work(long nowNs);

    /** The pages have been given up: whoever tells this view must not wait for it. */
    void giveUp();

    /** Whether a finished session is shown. */
    boolean isReview();

    /** The rig's name, as it is shown before anything else is known. */
    String rig();
}
