import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = [Address, number];

/** `10.0.0.0/8`, or a single address. */
export function readNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** All of today's public IPv6; what else there may be is somebody's own, or leads to an IPv4 address. */
const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
/** RFC 6052: how networks without IPv4 reach it. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number];

/**
 * Whether a webhook may be at this address: one of the public internet, or of the networks that the configuration
 * allows. What carries an IPv4 address within is judged by that.
 */
export function mayBeCalled(text: string, allowed: readonly Network[]): boolean {
  if (isIP(text) === 0) return false;
  const address = withoutWrapping(ipaddr.parse(text));
  return isPublic(address) || allowed.some((network) => isIn(address, network));
}

function withoutWrapping(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(nat64) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

const isIn = (address: Address, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, bits);
