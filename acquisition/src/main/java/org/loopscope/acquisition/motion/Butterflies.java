package org.loopscope.acquisition.motion;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The small transforms that a {@link ColumnFft} is made of: each takes {@code radix} rows, {@code step} floats apart,
 * replaces them by their discrete Fourier transform, and turns all but the first by its twiddle. Columns never meet, so
 * the result does not depend on the width of the machine's vectors. No vector is handed from method to method: where the
 * compiler does not inline, it would go over the heap.
 */
final class Butterflies {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private static final float SIN_60 = (float) StrictMath.sin(Math.PI / 3);
    private static final float COS_72 = (float) StrictMath.cos(2 * Math.PI / 5);
    private static final float SIN_72 = (float) StrictMath.sin(2 * Math.PI / 5);
    private static final float COS_144 = (float) StrictMath.cos(4 * Math.PI / 5);
    private static final float SIN_144 = (float) StrictMath.sin(4 * Math.PI / 5);

    private Butterflies() {}

    /** Always the last stage of a transform, where there is nothing to turn. */
    static void radix2(float[] re, float[] im, int at, int step, int columns) {
        for (int c = at; c < at + columns; c += SPECIES.length()) {
            FloatVector re0 = FloatVector.fromArray(SPECIES, re, c);
            FloatVector im0 = FloatVector.fromArray(SPECIES, im, c);
            FloatVector re1 = FloatVector.fromArray(SPECIES, re, c + step);
            FloatVector im1 = FloatVector.fromArray(SPECIES, im, c + step);
            re0.add(re1).intoArray(re, c);
            im0.add(im1).intoArray(im, c);
            re0.sub(re1).intoArray(re, c + step);
            im0.sub(im1).intoArray(im, c + step);
        }
    }

    static void radix3(float[] re, float[] im, int at, int step, int columns, float[] twiddle, int twiddleAt) {
        float cos1 = twiddle[twiddleAt];
        float sin1 = twiddle[twiddleAt + 1];
        float cos2 = twiddle[twiddleAt + 2];
        float sin2 = twiddle[twiddleAt + 3];
        for (int c = at; c < at + columns; c += SPECIES.length()) {
            FloatVector re0 = FloatVector.fromArray(SPECIES, re, c);
            FloatVector im0 = FloatVector.fromArray(SPECIES, im, c);
            FloatVector re1 = FloatVector.fromArray(SPECIES, re, c + step);
            FloatVector im1 = FloatVector.fromArray(SPECIES, im, c + step);
            FloatVector re2 = FloatVector.fromArray(SPECIES, re, c + 2 * step);
            FloatVector im2 = FloatVector.fromArray(SPECIES, im, c + 2 * step);
            FloatVector reSum = re1.add(re2);
            FloatVector imSum = im1.add(im2);
            FloatVector reTurn = im1.sub(im2).mul(SIN_60);
            FloatVector imTurn = re2.sub(re1).mul(SIN_60);
            FloatVector reMid = re0.sub(reSum.mul(0.5f));
            FloatVector imMid = im0.sub(imSum.mul(0.5f));
            re0.add(reSum).intoArray(re, c);
            im0.add(imSum).intoArray(im, c);
            FloatVector reOut1 = reMid.add(reTurn);
            FloatVector imOut1 = imMid.add(imTurn);
            reOut1.mul(cos1).sub(imOut1.mul(sin1)).intoArray(re, c + step);
            reOut1.mul(sin1).add(imOut1.mul(cos1)).intoArray(im, c + step);
            FloatVector reOut2 = reMid.sub(reTurn);
            FloatVector imOut2 = imMid.sub(imTurn);
            reOut2.mul(cos2).sub(imOut2.mul(sin2)).intoArray(re, c + 2 * step);
            reOut2.mul(sin2).add(imOut2.mul(cos2)).intoArray(im, c + 2 * step);
        }
    }

    static void radix4(float[] re, float[] im, int at, int step, int columns, float[] twiddle, int twiddleAt) {
        float cos1 = twiddle[twiddleAt];
        float sin1 = twiddle[twiddleAt + 1];
        float cos2 = twiddle[twiddleAt + 2];
        float sin2 = twiddle[twiddleAt + 3];
        float cos3 = twiddle[twiddleAt + 4];
        float sin3 = twiddle[twiddleAt + 5];
        for (int c = at; c < at + columns; c += SPECIES.length()) {
            FloatVector re0 = FloatVector.fromArray(SPECIES, re, c);
            FloatVector im0 = FloatVector.fromArray(SPECIES, im, c);
            FloatVector re1 = FloatVector.fromArray(SPECIES, re, c + step);
            FloatVector im1 = FloatVector.fromArray(SPECIES, im, c + step);
            FloatVector re2 = FloatVector.fromArray(SPECIES, re, c + 2 * step);
            FloatVector im2 = FloatVector.fromArray(SPECIES, im, c + 2 * step);
            FloatVector re3 = FloatVector.fromArray(SPECIES, re, c + 3 * step);
            FloatVector im3 = FloatVector.fromArray(SPECIES, im, c + 3 * step);
            FloatVector reEven = re0.add(re2);
            FloatVector imEven = im0.add(im2);
            FloatVector reOdd = re1.add(re3);
            FloatVector imOdd = im1.add(im3);
            FloatVector reDiff = re0.sub(re2);
            FloatVector imDiff = im0.sub(im2);
            FloatVector reTurn = im1.sub(im3);
            FloatVector imTurn = re3.sub(re1);
            reEven.add(reOdd).intoArray(re, c);
            imEven.add(imOdd).intoArray(im, c);
            FloatVector reOut1 = reDiff.add(reTurn);
            FloatVector imOut1 = imDiff.add(imTurn);
            reOut1.mul(cos1).sub(imOut1.mul(sin1)).intoArray(re, c + step);
            reOut1.mul(sin1).add(imOut1.mul(cos1)).intoArray(im, c + step);
            FloatVector reOut2 = reEven.sub(reOdd);
            FloatVector imOut2 = imEven.sub(imOdd);
            reOut2.mul(cos2).sub(imOut2.mul(sin2)).intoArray(re, c + 2 * step);
            reOut2.mul(sin2).add(imOut2.mul(cos2)).intoArray(im, c + 2 * step);
            FloatVector reOut3 = reDiff.sub(reTurn);
            FloatVector imOut3 = imDiff.sub(imTurn);
            reOut3.mul(cos3).sub(imOut3.mul(sin3)).intoArray(re, c + 3 * step);
            reOut3.mul(sin3).add(imOut3.mul(cos3)).intoArray(im, c + 3 * step);
        }
    }

    static void radix5(float[] re, float[] im, int at, int step, int columns, float[] twiddle, int twiddleAt) {
        for (int c = at; c < at + columns; c += SPECIES.length()) {
            FloatVector re0 = FloatVector.fromArray(SPECIES, re, c);
            FloatVector im0 = FloatVector.fromArray(SPECIES, im, c);
            FloatVector re1 = FloatVector.fromArray(SPECIES, re, c + step);
            FloatVector im1 = FloatVector.fromArray(SPECIES, im, c + step);
            FloatVector re2 = FloatVector.fromArray(SPECIES, re, c + 2 * step);
            FloatVector im2 = FloatVector.fromArray(SPECIES, im, c + 2 * step);
            FloatVector re3 = FloatVector.fromArray(SPECIES, re, c + 3 * step);
            FloatVector im3 = FloatVector.fromArray(SPECIES, im, c + 3 * step);
            FloatVector re4 = FloatVector.fromArray(SPECIES, re, c + 4 * step);
            FloatVector im4 = FloatVector.fromArray(SPECIES, im, c + 4 * step);
            FloatVector reOuter = re1.add(re4);
            FloatVector imOuter = im1.add(im4);
            FloatVector reInner = re2.add(re3);
            FloatVector imInner = im2.add(im3);
            re0.add(reOuter).add(reInner).intoArray(re, c);
            im0.add(imOuter).add(imInner).intoArray(im, c);

            FloatVector reMid1 = re0.add(reOuter.mul(COS_72)).add(reInner.mul(COS_144));
            FloatVector imMid1 = im0.add(imOuter.mul(COS_72)).add(imInner.mul(COS_144));
            FloatVector reTurn1 = im1.sub(im4).mul(SIN_72).add(im2.sub(im3).mul(SIN_144));
            FloatVector imTurn1 = re4.sub(re1).mul(SIN_72).add(re3.sub(re2).mul(SIN_144));
            int t = twiddleAt;
            FloatVector reOut1 = reMid1.add(reTurn1);
            FloatVector imOut1 = imMid1.add(imTurn1);
            reOut1.mul(twiddle[t]).sub(imOut1.mul(twiddle[t + 1])).intoArray(re, c + step);
            reOut1.mul(twiddle[t + 1]).add(imOut1.mul(twiddle[t])).intoArray(im, c + step);
            FloatVector reOut4 = reMid1.sub(reTurn1);
            FloatVector imOut4 = imMid1.sub(imTurn1);
            reOut4.mul(twiddle[t + 6]).sub(imOut4.mul(twiddle[t + 7])).intoArray(re, c + 4 * step);
            reOut4.mul(twiddle[t + 7]).add(imOut4.mul(twiddle[t + 6])).intoArray(im, c + 4 * step);

            FloatVector reMid2 = re0.add(reOuter.mul(COS_144)).add(reInner.mul(COS_72));
            FloatVector imMid2 = im0.add(imOuter.mul(COS_144)).add(imInner.mul(COS_72));
            FloatVector reTurn2 = im1.sub(im4).mul(SIN_144).sub(im2.sub(im3).mul(SIN_72));
            FloatVector imTurn2 = re4.sub(re1).mul(SIN_144).sub(re3.sub(re2).mul(SIN_72));
            FloatVector reOut2 = reMid2.add(reTurn2);
            FloatVector imOut2 = imMid2.add(imTurn2);
            reOut2.mul(twiddle[t + 2]).sub(imOut2.mul(twiddle[t + 3])).intoArray(re, c + 2 * step);
            reOut2.mul(twiddle[t + 3]).add(imOut2.mul(twiddle[t + 2])).intoArray(im, c + 2 * step);
            FloatVector reOut3 = reMid2.sub(reTurn2);
            FloatVector imOut3 = imMid2.sub(imTurn2);
            reOut3.mul(twiddle[t + 4]).sub(imOut3.mul(twiddle[t + 5])).intoArray(re, c + 3 * step);
            reOut3.mul(twiddle[t + 5]).add(imOut3.mul(twiddle[t + 4])).intoArray(im, c + 3 * step);
        }
    }
}
