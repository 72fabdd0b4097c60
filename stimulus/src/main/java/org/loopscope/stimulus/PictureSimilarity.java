package org.loopscope.stimulus;

/** How alike two pictures are, their contrast left aside. */
public final class PictureSimilarity {
    private PictureSimilarity() {}

    /** The normalised dot product of two pictures about mid-grey; 0 where one of them is mid-grey throughout. */
    public static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        double squares = squaresA * squaresB;
        return squares > 0 ? product / Math.sqrt(squares) : 0;
    }
}
