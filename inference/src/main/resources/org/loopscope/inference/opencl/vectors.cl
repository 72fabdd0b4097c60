/*
 * What all kernels share. Put in front of each of the other files before it is compiled.
 *
 * One work item handles whole vectors of 16 floats: CPU drivers do not vectorise loops inside a kernel, so the vectors
 * are written out. Multiply-adds are fused only where fma() says so, hence results do not depend on the compiler's
 * choice. No atomics and no work-group functions: every sum has one owner and a fixed order.
 */
#pragma OPENCL FP_CONTRACT OFF

#define LANES 16

/* exp(x) for x <= 0, relative error about 1e-7 (polynomial of the Cephes library); exp(-87) below -87. */
inline float16 exp_nonpositive(float16 x) {
    const float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to an integer in the low bits */
    x = max(x, (float16)(-87.0f));
    float16 shifted = fma(x, (float16)(1.44269504f), (float16)(magic));
    float16 n = shifted - magic;
    float16 r = fma(n, (float16)(-0.693359375f), x);
    r = fma(n, (float16)(2.12194440e-4f), r);
    float16 p = fma((float16)(1.9875691500e-4f), r, (float16)(1.3981999507e-3f));
    p = fma(p, r, (float16)(8.3334519073e-3f));
    p = fma(p, r, (float16)(4.1665795894e-2f));
    p = fma(p, r, (float16)(1.6666665459e-1f));
    p = fma(p, r, (float16)(5.0000001201e-1f));
    p = fma(p * r, r, r + 1.0f);
    int16 exponent = as_int16(shifted) - as_int(magic) + 127;
    return p * as_float16(exponent << 23);
}

/* log(1 + e) for e in 0..1, relative error about 1e-7: 2 artanh(e / (2 + e)) as a series. */
inline float16 log_one_plus(float16 e) {
    float16 s = e / (e + 2.0f);
    float16 q = s * s;
    float16 p = fma((float16)(1.0f / 13), q, (float16)(1.0f / 11));
    p = fma(p, q, (float16)(1.0f / 9));
    p = fma(p, q, (float16)(1.0f / 7));
    p = fma(p, q, (float16)(1.0f / 5));
    p = fma(p, q, (float16)(1.0f / 3));
    return 2.0f * fma(p * q, s, s);
}

inline float16 softplus(float16 z) {
    return max(z, (float16)(0.0f)) + log_one_plus(exp_nonpositive(-fabs(z)));
}

/* Derivative of the softplus. */
inline float16 sigmoid(float16 z) {
    float16 e = exp_nonpositive(-fabs(z));
    return (z >= 0.0f ? (float16)(1.0f) : e) / (e + 1.0f);
}

/* Codes of the activations, as the host passes them. */
#define IDENTITY 0
#define SOFTPLUS 1

inline float16 activate(int activation, float16 z) {
    return activation == SOFTPLUS ? softplus(z) : z;
}

/* The lanes added up, halves first. */
inline float lane_sum(float16 v) {
    float8 a = v.lo + v.hi;
    float4 b = a.lo + a.hi;
    float2 c = b.lo + b.hi;
    return c.x + c.y;
}

/* -1, 0 or 1 as x is; sign() would do, but drivers run it lane by lane. */
inline float16 signs(float16 x) {
    float16 positive = x > 0.0f ? (float16)(1.0f) : (float16)(0.0f);
    return x < 0.0f ? (float16)(-1.0f) : positive;
}

/* Where pixel q (counted over all pictures) of unframed maps starts in maps framed by halo pixels of zeros. */
inline int framed_pixel(int q, int width, int height, int halo, int channels) {
    int picture = q / (width * height);
    int pixel = q - picture * width * height;
    int y = pixel / width;
    int x = pixel - y * width;
    return ((picture * (height + 2 * halo) + y + halo) * (width + 2 * halo) + x + halo) * channels;
}
