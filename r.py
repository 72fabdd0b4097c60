import h5py,glob,time
f=glob.glob('/tmp/sw/out/*/*.nwb')[0]
print(h5py.version.hdf5_version)
for sw in (True,False):
    try:
        h=h5py.File(f,'r',swmr=sw); print(sw,'ok')
        d=h['acquisition/TwoPhotonSeries/data'] if 'TwoPhotonSeries' in h['acquisition'] else h['acquisition'][list(h['acquisition'])[0]]['data']
        for i in range(4):
            d.id.refresh(); print(d.name,d.shape, d[-1].sum()); time.sleep(.5)
        h.close()
    except Exception as e: print(sw,e)
