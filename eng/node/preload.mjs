// Loaded into the programs that the tests run: no request of a test leaves this machine, and no program outlives the test that started it.
import dns from 'node:dns';

const lookup = dns.lookup;

dns.lookup = (name, options, callback) => {
  const done = callback ?? options;
  if (['localhost', '127.0.0.1', '::1'].includes(name)) {
    return lookup(name, options, callback);
  }

  process.nextTick(done, Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name }));
};

if (process.env.BLUEGREEN_ENDS_WITH_INPUT) {
  process.stdin.on('end', () => process.exit()).resume();
}
