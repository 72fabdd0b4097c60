package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.List;
import org.loopscope.stimulus.PictureSize;

/**
 * Several models of the same responses, which predict the weighted mean of what they predict: models that err for
 * different reasons err less together (Hansen and Salamon 1990). The weights are those that predict the validation
 * presentations best, found again at the first prediction after the members or those presentations have changed; equal
 * while there are too few of them.
 */
public final class EnsembleModel implements EncodingModel {
    private final List<EncodingModel> members;
    private final HoldOut holdOut;
    private float[] weights;
    private boolean changed;

    /** @param members closed with the ensemble; for the same neurons and pictures */
    public EnsembleModel(List<? extends EncodingModel> members) {
        this.members = List.copyOf(members);
        weights = MemberWeights.equal(members.size());
        EncodingModel first = this.members.getFirst();
        holdOut = new HoldOut(first.pictureSize().pixels(), first.neurons());
        for (EncodingModel member : this.members) {
            if (member.neurons() != first.neurons() || !member.pictureSize().equals(first.pictureSize())) {
                throw new IllegalArgumentException("an ensemble of models for " + first.neurons() + " neurons and "
                        + first.pictureSize() + ", and for " + member.neurons() + " neurons and "
                        + member.pictureSize());
            }
        }
    }

    @Override
    public int neurons() {
        return members.getFirst().neurons();
    }

    @Override
    public List<EncodingModel> members() {
        return members;
    }

    @Override
    public PictureSize pictureSize() {
        return members.getFirst().pictureSize();
    }

    @Override
    public void add(float[] image, float[] response) {
        members.forEach(member -> member.add(image, response));
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        members.forEach(member -> member.addValidation(image, response));
        holdOut.add(image, response);
        changed = true;
    }

    @Override
    public void releaseValidation() {
        members.forEach(EncodingModel::releaseValidation);
        if (holdOut.size() > 0) {
            holdOut.dropOldest();
            changed = true;
        }
    }

    /** How much each member counts, in their order. */
    float[] weights() {
        if (changed) {
            weights = found();
            changed = false;
        }
        return weights.clone();
    }

    /** Members that do not predict from anything yet count nothing, unless that is so of all. */
    private float[] found() {
        List<EncodingModel> fitted =
                members.stream().filter(member -> member.presentations() > 0).toList();
        if (fitted.isEmpty()) {
            return MemberWeights.equal(members.size());
        }
        float[] ofFitted = holdOut.tells() ? best(fitted) : MemberWeights.equal(fitted.size());
        float[] all = new float[members.size()];
        for (int m = 0; m < all.length; m++) {
            int at = fitted.indexOf(members.get(m));
            all[m] = at < 0 ? 0 : ofFitted[at];
        }
        return all;
    }

    private float[] best(List<EncodingModel> fitted) {
        float[][] predicted = new float[fitted.size()][];
        for (int m = 0; m < predicted.length; m++) {
            predicted[m] = holdOut.predicted(fitted.get(m)::predict);
        }
        return new MemberWeights(predicted, holdOut::correlation).best();
    }

    /** Of the member that knows fewest, among those that predict from something. */
    @Override
    public int presentations() {
        return members.stream()
                .mapToInt(EncodingModel::presentations)
                .filter(presentations -> presentations > 0)
                .min()
                .orElse(0);
    }

    /** Every member takes the steps. The loss is the mean over those that took some. */
    @Override
    public float train(int steps, float learningRate) {
        float sum = 0;
        int trained = 0;
        for (EncodingModel member : members) {
            float loss = member.train(steps, learningRate);
            if (!Float.isNaN(loss)) {
                sum += loss;
                trained++;
            }
        }
        changed |= steps > 0;
        return trained == 0 ? Float.NaN : sum / trained;
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        float[] ofMember = new float[count * neurons()];
        Arrays.fill(rates, 0, ofMember.length, 0f);
        float[] shares = weights();
        for (int m = 0; m < shares.length; m++) {
            if (shares[m] > 0) {
                members.get(m).predict(images, count, ofMember);
                MemberWeights.addTimes(shares[m], ofMember, rates);
            }
        }
    }

    /** Drives are weighted as rates are. */
    @Override
    public void inputGradient(float[] images, int count, float[] ofDrives, float[] rates, float[] gradient) {
        float[] ofMember = new float[count * neurons()];
        float[] gradientOfMember = new float[count * pictureSize().pixels()];
        Arrays.fill(rates, 0, ofMember.length, 0f);
        Arrays.fill(gradient, 0, gradientOfMember.length, 0f);
        float[] shares = weights();
        for (int m = 0; m < shares.length; m++) {
            if (shares[m] > 0) {
                members.get(m).inputGradient(images, count, ofDrives, ofMember, gradientOfMember);
                MemberWeights.addTimes(shares[m], ofMember, rates);
                MemberWeights.addTimes(shares[m], gradientOfMember, gradient);
            }
        }
    }

    @Override
    public int parameterCount() {
        return members.size()
                + members.stream().mapToInt(EncodingModel::parameterCount).sum();
    }

    /** The members' weights, then the members', one behind the other. */
    @Override
    public float[] parameters() {
        float[] all = Arrays.copyOf(weights(), parameterCount());
        int at = members.size();
        for (EncodingModel member : members) {
            float[] ofMember = member.parameters();
            System.arraycopy(ofMember, 0, all, at, ofMember.length);
            at += ofMember.length;
        }
        return all;
    }

    @Override
    public void restore(float[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException("encoder: a state of " + parameters.length + " numbers does not fit this"
                    + " ensemble of " + members.size() + " models, which has " + parameterCount());
        }
        weights = Arrays.copyOf(parameters, members.size());
        changed = false;
        int at = members.size();
        for (EncodingModel member : members) {
            member.restore(Arrays.copyOfRange(parameters, at, at + member.parameterCount()));
            at += member.parameterCount();
        }
    }

    @Override
    public String device() {
        return members.getFirst().device();
    }

    @Override
    public void close() {
        members.forEach(EncodingModel::close);
    }
}
