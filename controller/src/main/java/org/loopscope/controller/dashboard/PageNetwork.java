package org.loopscope.controller.dashboard;

import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.TlsIdentity;

/**
 * What lets other machines open the page, by TLS and with a token: a person's secret.
 *
 * @param bind address to listen on, or 0.0.0.0 for all
 * @param port to listen on, or where that is taken one of the next; 0 for any free one
 * @param people who is let in
 * @param identity this machine's certificate
 */
public record PageNetwork(String bind, int port, AccessList people, TlsIdentity identity) {}
