package org.loopscope.inference.complexness;

/** What the responses say about a cell. */
public enum CellLabel {
    /** Its responses follow one image as well as the best of several. */
    SIMPLE("simple"),
    /** Its responses follow the best of several images better than one. */
    COMPLEX_LIKE("complex-like"),
    /** The responses do not say. */
    UNDECIDED("undecided");

    private final String word;

    CellLabel(String word) {
        this.word = word;
    }

    /** The label in words, for files and tables. */
    public String word() {
        return word;
    }
}
