package org.loopscope.inference.latent;

/**
 * A code for pictures: a few numbers, of about mean 0 and variance 1 over the bank that it was learnt from, and the
 * picture that they stand for. Fixed once made; one thread at a time, since decoding may use buffers of its own.
 *
 * <p>Decoded pictures are in contrast units, not clipped and at no fixed contrast energy: whoever shows them brings them
 * there.
 */
public interface LatentCode {
    /** How many numbers a code has. */
    int length();

    /** Pixels of a picture. */
    int pixels();

    /** How many pictures of the bank have a code. */
    int bankPictures();

    /** Copies the code of one of the bank's pictures to {@code codes}, from {@code offset}. */
    void bankCode(int picture, float[] codes, int offset);

    /**
     * By how much the number at this place moves the picture, root mean square of the pixels for a change of 1: about how
     * large its share of the bank's contrast is.
     */
    float size(int place);

    /**
     * Writes the picture of the code that begins at {@code codeOffset} to {@code pictures}, from {@code pictureOffset}.
     */
    void decode(float[] codes, int codeOffset, float[] pictures, int pictureOffset);

    /**
     * The gradient by the code, from the gradient by the picture's pixels, at the code that begins at
     * {@code codeOffset}; the results begin at {@code codeOffset} of {@code codeGradients} too.
     */
    void gradient(float[] codes, int codeOffset, float[] pictureGradients, int pictureOffset, float[] codeGradients);
}
