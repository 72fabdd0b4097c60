package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.policy.DiverseRanking;
import org.loopscope.stimulus.StimulusImage;

/**
 * One ranking of the bank's pictures, in slices that keep the model from its other work for a few hundredths of a second each. The
 * model goes on learning between them, so that the first pictures are judged by a slightly younger one than the last. Model
 * thread.
 */
final class Ranking {
    /** Pictures predicted in a slice. */
    private static final int PICTURES = 32;
    /** Multiply-adds of picking in a slice: some 20 ms on one core. */
    private static final long WORK = 10_000_000;

    private final ModelRequest.StartRanking request;
    private final List<StimulusImage> bank;
    private final List<Integer> ranked = new ArrayList<>();
    private float[][] rates = {};
    private int predicted;
    private @Nullable DiverseRanking order;

    /** @param bank its choosable pictures */
    Ranking(ModelRequest.StartRanking request, List<StimulusImage> bank) {
        this.request = request;
        this.bank = bank;
    }

    /** One slice; the pictures, best first, when that was the last, else null. None where nothing can be compared yet. */
    int @Nullable [] advance(EncodingModel model) {
        int[] candidates = request.candidates();
        if (predicted < candidates.length) {
            List<List<EncodingModel>> groups = request.by().groups(model);
            if (groups.size() < 2) {
                return new int[0];
            }
            predict(groups, candidates, model.neurons());
            return null;
        }
        DiverseRanking picking = order;
        if (picking == null) {
            picking = new DiverseRanking(request.by().vectors(rates, candidates.length, model.neurons()));
            rates = new float[0][];
            order = picking;
            return null;
        }
        long work = WORK;
        do {
            if (picking.left() == 0 || ranked.size() == request.count()) {
                return ranked.stream().mapToInt(Integer::intValue).toArray();
            }
            ranked.add(candidates[picking.next()]);
            work -= picking.cost();
        } while (work > 0);
        return null;
    }

    private void predict(List<List<EncodingModel>> groups, int[] candidates, int neurons) {
        if (rates.length != groups.size()) {
            // At the first slice, or as a further member has begun to predict.
            rates = new float[groups.size()][candidates.length * neurons];
            predicted = 0;
        }
        int count = Math.min(PICTURES, candidates.length - predicted);
        int pixels = bank.getFirst().pixels().length;
        float[] images = new float[count * pixels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(bank.get(candidates[predicted + i]).pixels(), 0, images, i * pixels, pixels);
        }
        float[] ofMember = new float[count * neurons];
        for (int g = 0; g < rates.length; g++) {
            for (EncodingModel member : groups.get(g)) {
                member.predict(images, count, ofMember);
                float share = 1f / groups.get(g).size();
                for (int i = 0; i < ofMember.length; i++) {
                    rates[g][predicted * neurons + i] += share * ofMember[i];
                }
            }
        }
        predicted += count;
    }
}
